namespace ElderCare.Domain.Funding;

/// <summary>The money in the funds; what is taken stays taken, and no fund passes its floor.</summary>
public interface IFundPurse
{
    /// <summary>Takes the whole amount and answers true, or takes nothing and answers false.</summary>
    bool TryTake(string fundId, long fen);

    /// <summary>Takes what the fund still has, at most the amount, and answers how much that was, in fen.</summary>
    long TakeWhatIsLeft(string fundId, long atMostFen);
}

namespace ElderCare.Domain.People;

/// <summary>Whether a card is taken.</summary>
public enum CardState
{
    /// <summary>Taken.</summary>
    Active,

    /// <summary>Reported lost: refused from that moment.</summary>
    Lost,

    /// <summary>Another card has taken its place.</summary>
    Replaced,
}

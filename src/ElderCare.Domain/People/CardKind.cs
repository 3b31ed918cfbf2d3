namespace ElderCare.Domain.People;

/// <summary>What a person can show at a till instead of an identity card.</summary>
public enum CardKind
{
    /// <summary>助餐卡.</summary>
    MealCard,

    /// <summary>社会保障卡.</summary>
    SocialSecurityCard,

    /// <summary>助老餐票: a paper book with a number.</summary>
    PaperVoucher,
}

namespace ElderCare.Domain.People;

/// <summary>What a phone can be reached by.</summary>
public enum PhoneKind
{
    /// <summary>A mobile phone: it gets text messages.</summary>
    Mobile,

    /// <summary>A fixed telephone: a message must be spoken.</summary>
    Landline,
}

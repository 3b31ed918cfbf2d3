namespace ElderCare.Domain.People;

/// <summary>Why a person is not at home.</summary>
public enum AbsenceKind
{
    /// <summary>外出, such as staying with a child.</summary>
    Away,

    /// <summary>住院.</summary>
    Hospital,

    /// <summary>入住养老机构: what the institution gives is not given a second time.</summary>
    Institution,
}

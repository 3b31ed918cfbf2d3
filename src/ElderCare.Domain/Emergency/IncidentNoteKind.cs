namespace ElderCare.Domain.Emergency;

/// <summary>What a line of an incident's timeline says happened.</summary>
public enum IncidentNoteKind
{
    /// <summary>A device or a caller said something about it; in words what.</summary>
    Signal,

    /// <summary>Its device took the alarm back.</summary>
    TakenBack,

    /// <summary>A call of its person belongs to it; the text is the call.</summary>
    Voice,

    /// <summary>An agent found out whose it is.</summary>
    Identified,

    /// <summary>Somebody took it.</summary>
    Claimed,

    /// <summary>Who had it gave it back.</summary>
    Released,

    /// <summary>Who had it gave no sign of life, or is gone.</summary>
    Lapsed,

    /// <summary>Who has it called somebody; in words whom, and what came of it.</summary>
    Contacted,

    /// <summary>Contacts and family were told by message; the text is how many.</summary>
    FamilyTold,

    /// <summary>Contacts and family were called by a spoken text; the text is how many.</summary>
    FamilyCalled,

    /// <summary>Supervisors were called; the text is how many.</summary>
    SupervisorsCalled,

    /// <summary>Responders on duty were called; the text is how many.</summary>
    RespondersCalled,

    /// <summary>Somebody was sent.</summary>
    ResponderSent,

    /// <summary>Who was sent did not answer in time.</summary>
    NotAnswered,

    /// <summary>Nobody is on duty and free.</summary>
    NobodyToSend,

    /// <summary>Who was sent goes.</summary>
    Accepted,

    /// <summary>Who was sent does not go.</summary>
    Declined,

    /// <summary>Who was sent is there.</summary>
    OnScene,

    /// <summary>Nobody took it, and the next rung of its ladder was climbed; the text is its number.</summary>
    Escalated,

    /// <summary>Nobody took it in the time of the standard.</summary>
    Breach,

    /// <summary>It ended, because another goes on for it; the text is that one.</summary>
    Joined,

    /// <summary>Another was joined to it; the text is that one, whose signals stay there.</summary>
    Merged,

    /// <summary>It is over; in words how, and who spoke with the person.</summary>
    Closed,
}

namespace ElderCare.Domain.Emergency;

/// <summary>How urgent a kind of incident is, and with which others it is one case.</summary>
public static class IncidentUrgency
{
    /// <summary>The incident that a signal is about; null for one that opens none.</summary>
    public static IncidentKind? KindOf(SignalType signal) => signal switch
    {
        SignalType.Sos => IncidentKind.Sos,
        SignalType.Fall => IncidentKind.Fall,
        SignalType.Inactivity => IncidentKind.Inactivity,
        SignalType.Smoke => IncidentKind.Smoke,
        SignalType.Gas => IncidentKind.Gas,
        SignalType.Electric => IncidentKind.Electric,
        SignalType.Water => IncidentKind.Water,
        SignalType.Tamper or SignalType.Removed => IncidentKind.Tamper,
        SignalType.Unknown => IncidentKind.Unidentified,
        _ => null,
    };

    /// <summary>Whether it is expected while its person is known to be away; a pressed button never is.</summary>
    public static bool IsMutedWhileAway(IncidentKind kind) => kind is IncidentKind.Inactivity or IncidentKind.Water;

    /// <summary>1 is a life in danger, 4 can wait.</summary>
    public static int PriorityOf(IncidentKind kind) => kind switch
    {
        IncidentKind.Sos or IncidentKind.Fall or IncidentKind.Voice or IncidentKind.Unidentified or IncidentKind.Smoke or IncidentKind.Gas => 1,
        IncidentKind.Inactivity or IncidentKind.Electric or IncidentKind.Tamper => 2,
        IncidentKind.Water => 3,
        _ => 4,
    };

    /// <summary>A person has one open incident of a class: 1 is the person, 2 fire and its causes, 3 the rest.</summary>
    public static int ClassOf(IncidentKind kind) => kind switch
    {
        IncidentKind.Sos or IncidentKind.Fall or IncidentKind.Inactivity or IncidentKind.Voice or IncidentKind.Unidentified => 1,
        IncidentKind.Smoke or IncidentKind.Gas or IncidentKind.Electric => 2,
        _ => 3,
    };
}

using NodaTime;

namespace ElderCare.Domain.CallCentre;

/// <summary>What the city sets about 12349.</summary>
/// <param name="OfferLife">How long a call rings at one agent.</param>
/// <param name="JoinWithin">How far apart a call and a person's alarm may come and still be one case, also when the call is over.</param>
/// <param name="KeepRecordingsDays">For how many days the link to a recording is kept.</param>
/// <param name="AuditPerAgent">How many calls of each agent are listened to afterwards each month.</param>
/// <param name="Numbers">The numbers of the line itself, without an area code: a call from one of them is ours.</param>
/// <param name="LineDivision">Whose work a caller is whom nobody knows.</param>
/// <param name="OpensAt">From when on the desk is staffed.</param>
/// <param name="ClosesAt">Until when.</param>
/// <param name="Dialects">What is spoken where.</param>
/// <param name="Rota">Who is called outside hours.</param>
/// <param name="TicketWorkdays">Within how many working days each kind of ticket is answered.</param>
public sealed record HotlinePolicy(
    Duration OfferLife, Duration JoinWithin, int KeepRecordingsDays, int AuditPerAgent, IReadOnlyList<string> Numbers, string LineDivision, LocalTime OpensAt, LocalTime ClosesAt,
    IReadOnlyList<DivisionDialect> Dialects, IReadOnlyList<RotaShift> Rota, IReadOnlyDictionary<TicketKind, int> TicketWorkdays)
{
    /// <summary>Whether a number is the line's own, with or without an area code.</summary>
    public bool IsOwn(string? number)
    {
        var digits = string.Concat((number ?? "").Where(char.IsAsciiDigit));
        return Numbers.Any(own => digits == own || (digits.StartsWith('0') && digits.EndsWith(own, StringComparison.Ordinal) && digits.Length - own.Length is 3 or 4));
    }

    /// <summary>What is spoken at a place; null when the policy does not say.</summary>
    /// <param name="divisions">The place and what is above it, the nearest first.</param>
    public string? DialectOf(IEnumerable<string> divisions) =>
        divisions.Select(code => Dialects.FirstOrDefault(dialect => dialect.DivisionCode == code)).FirstOrDefault(dialect => dialect is not null)?.Dialect;

    /// <summary>The user names that come first at a time; none in office hours.</summary>
    /// <param name="at">The city's local time.</param>
    /// <param name="divisions">The place of the caller and what is above it; null when nobody knows: then every place's.</param>
    public IReadOnlySet<string> FirstAt(LocalDateTime at, IReadOnlyCollection<string>? divisions) => at.TimeOfDay >= OpensAt && at.TimeOfDay < ClosesAt
        ? new HashSet<string>()
        : Rota.Where(shift => divisions?.Contains(shift.DivisionCode) != false && shift.HoldsAt(at)).SelectMany(shift => shift.UserNames).ToHashSet();
}

/// <summary>What is spoken at a place.</summary>
/// <param name="DivisionCode">The place, with all below it that the policy does not name.</param>
/// <param name="Dialect">A word such as <c>ou</c>; agents who speak it have the same word.</param>
public sealed record DivisionDialect(string DivisionCode, string Dialect);

/// <summary>A turn of the rota.</summary>
/// <param name="DivisionCode">For whose calls.</param>
/// <param name="Weekdays">On which days it begins; 1 is Monday.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; on the next day when that is not later.</param>
/// <param name="UserNames">Whose turn it is.</param>
public sealed record RotaShift(string DivisionCode, IReadOnlyList<int> Weekdays, LocalTime From, LocalTime To, IReadOnlyList<string> UserNames)
{
    /// <summary>Whether the turn holds at a local time.</summary>
    public bool HoldsAt(LocalDateTime at)
    {
        var today = Weekdays.Contains((int)at.DayOfWeek);
        if (From < To) return today && at.TimeOfDay >= From && at.TimeOfDay < To;
        return (today && at.TimeOfDay >= From) || (Weekdays.Contains((int)at.Date.PlusDays(-1).DayOfWeek) && at.TimeOfDay < To);
    }
}

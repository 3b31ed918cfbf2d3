using System.Collections.Concurrent;
using ElderCare.Data.Writing;
using NodaTime;

namespace ElderCare.Data.CallCentre;

/// <summary>Who at the desk is free, and whom something rings at: each one statement by a key.</summary>
public static class AgentSql
{
    private static readonly ConcurrentDictionary<int, string> FreeInSome = new();

    private const string Free =
        """SELECT "AccountId" FROM "Agents" WHERE "State" = 'Ready' AND "LostAt" IS NULL ORDER BY "Since" LIMIT @p0""";

    private const string AnyFree = """SELECT 1 FROM "Agents" WHERE "State" = 'Ready' AND "LostAt" IS NULL LIMIT 1""";

    private const string Offer =
        """UPDATE "Agents" SET "State" = 'Offered', "Reason" = NULL, "OfferedId" = @p0, "Since" = @p1 WHERE "AccountId" = @p2 AND "State" = 'Ready' AND "LostAt" IS NULL""";

    private const string Rung = """SELECT "AccountId" FROM "Agents" WHERE "OfferedId" = @p0""";

    /// <summary>Has something ring at those who have been free longest, and answers who they are.</summary>
    /// <param name="sql">A unit's session.</param>
    /// <param name="subject">What rings.</param>
    /// <param name="divisions">Where it is, with what is above that; null when nobody knows: then anybody's.</param>
    /// <param name="most">At how many at most.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<Guid> OfferToFree(this SqlSession sql, Guid subject, IReadOnlyCollection<string>? divisions, int most, Instant now)
    {
        if (divisions is { Count: 0 }) return [];
        if (sql.Query(AnyFree, _ => true).Count == 0) return []; // in a flood of alarms nobody is free any more: then the search is the dearest part of each
        var free = divisions is null ? sql.Query(Free, Agent, (long)most) : sql.Query(FreeIn(divisions.Count), Agent, [(long)most * divisions.Count, .. divisions]); // some more: one may be taken meanwhile
        return [.. free.Where(id => sql.Execute(Offer, subject, now.ToUnixTimeTicks(), id) == 1).Take(most)];
    }

    /// <summary>Has something ring at one agent; false when they are no longer free.</summary>
    public static bool TryOffer(this SqlSession sql, Guid subject, Guid agent, Instant now) => sql.Execute(Offer, subject, now.ToUnixTimeTicks(), agent) == 1;

    /// <summary>At whom something rings now.</summary>
    public static IReadOnlyList<Guid> RungBy(this SqlSession sql, Guid subject) => sql.Query(Rung, row => row.GetGuid(0), subject);

    /// <summary>Those who are free in any of so many divisions, in one question: <c>@p0</c> is the limit, the divisions follow.</summary>
    private static string FreeIn(int divisions) => FreeInSome.GetOrAdd(divisions, count =>
        $"""SELECT "AccountId" FROM "Agents" WHERE "State" = 'Ready' AND "LostAt" IS NULL AND "DivisionCode" IN ({string.Join(", ", Enumerable.Range(1, count).Select(i => $"@p{i}"))}) ORDER BY "Since" LIMIT @p0""");

    private static Guid Agent(SqlRow row) => row.GetGuid(0);
}

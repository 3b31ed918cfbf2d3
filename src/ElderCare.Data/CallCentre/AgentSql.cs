using System.Collections.Concurrent;
using ElderCare.Data.Writing;
using NodaTime;

namespace ElderCare.Data.CallCentre;

/// <summary>Who at the desk is free, and whom something rings at: each one statement by a key.</summary>
public static class AgentSql
{
    private static readonly ConcurrentDictionary<(string State, int Divisions), string> InSome = new();

    private const string AnyFree = """SELECT 1 FROM "Agents" WHERE "State" = 'Ready' AND "LostAt" IS NULL LIMIT 1""";

    private const string Offer =
        """UPDATE "Agents" SET "State" = 'Offered', "Reason" = NULL, "OfferedId" = @p0, "Since" = @p1 WHERE "AccountId" = @p2 AND "State" = 'Ready' AND "LostAt" IS NULL""";

    private const string AnyWritingUp = """SELECT 1 FROM "Agents" WHERE "State" = 'WrapUp' AND "LostAt" IS NULL LIMIT 1""";

    private const string Interrupt =
        """UPDATE "Agents" SET "State" = 'Offered', "Reason" = COALESCE("Reason", 'wrapUp'), "OfferedId" = @p0, "Since" = @p1 WHERE "AccountId" = @p2 AND "State" = 'WrapUp' AND "LostAt" IS NULL""";

    private const string Rung = """SELECT "AccountId" FROM "Agents" WHERE "OfferedId" = @p0""";

    /// <summary>Has an emergency ring at those who have been free longest, or where nobody is at those who write up; answers who they are.</summary>
    /// <param name="sql">A unit's session.</param>
    /// <param name="subject">What rings.</param>
    /// <param name="divisions">Where it is, with what is above that; null when nobody knows: then anybody's.</param>
    /// <param name="most">At how many at most.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<Guid> OfferToFree(this SqlSession sql, Guid subject, IReadOnlyCollection<string>? divisions, int most, Instant now)
    {
        if (divisions is { Count: 0 }) return [];
        // In a flood of alarms nobody is free any more: then the search is the dearest part of each.
        var offered = sql.Query(AnyFree, _ => true).Count > 0 ? sql.OfferTo("Ready", Offer, subject, divisions, most, now) : [];
        return offered.Count > 0 || sql.Query(AnyWritingUp, _ => true).Count == 0 ? offered : sql.OfferTo("WrapUp", Interrupt, subject, divisions, most, now);
    }

    /// <summary>Has something ring at one agent; false when they are no longer free.</summary>
    public static bool TryOffer(this SqlSession sql, Guid subject, Guid agent, Instant now) => sql.Execute(Offer, subject, now.ToUnixTimeTicks(), agent) == 1;

    /// <summary>At whom something rings now.</summary>
    public static IReadOnlyList<Guid> RungBy(this SqlSession sql, Guid subject) => sql.Query(Rung, row => row.GetGuid(0), subject);

    private static List<Guid> OfferTo(this SqlSession sql, string state, string offer, Guid subject, IReadOnlyCollection<string>? divisions, int most, Instant now)
    {
        var limit = (long)most * (divisions?.Count ?? 1); // some more: one may be taken meanwhile
        return [.. sql.Query(In(state, divisions?.Count ?? 0), row => row.GetGuid(0), [limit, .. divisions ?? []]).Where(id => sql.Execute(offer, subject, now.ToUnixTimeTicks(), id) == 1).Take(most)];
    }

    /// <summary>Those in a state, in any of so many divisions or in all where none is named, in one question: <c>@p0</c> is the limit, the divisions follow.</summary>
    private static string In(string state, int divisions) => InSome.GetOrAdd((state, divisions), asked =>
    {
        var named = string.Join(", ", Enumerable.Range(1, asked.Divisions).Select(i => $"@p{i}"));
        var where = asked.Divisions == 0 ? "" : $"""AND "DivisionCode" IN ({named})""";
        return $"""SELECT "AccountId" FROM "Agents" WHERE "State" = '{asked.State}' AND "LostAt" IS NULL {where} ORDER BY "Since" LIMIT @p0""";
    });
}

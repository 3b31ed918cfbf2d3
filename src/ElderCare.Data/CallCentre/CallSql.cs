using ElderCare.Data.Writing;
using NodaTime;

namespace ElderCare.Data.CallCentre;

/// <summary>The few questions that a call asks while it rings: each one statement by a key.</summary>
public static class CallSql
{
    private const string Candidates =
        """
        SELECT g."AccountId", g."Since", g."Dialects", a."UserName", g."DivisionCode" FROM "Agents" g JOIN "Accounts" a ON a."Id" = g."AccountId"
        WHERE g."State" = 'Ready' AND g."LostAt" IS NULL
        """;

    private const string Waiting =
        """SELECT "Id", "DivisionCode" FROM "Calls" WHERE "State" IN ('Ringing', 'Offered') AND "OfferedTo" IS NULL ORDER BY "Priority", "ReceivedAt", "Id" LIMIT 100""";

    private const string About =
        """
        SELECT DISTINCT c."Id" FROM "CallPeople" p JOIN "Calls" c ON c."Id" = p."CallId"
        WHERE p."SeniorId" = @p0 AND c."IncidentId" IS NULL AND c."State" <> 'Closed' AND (c."State" <> 'Abandoned' OR c."ReceivedAt" >= @p1) ORDER BY c."Id"
        """;

    private const string Joined =
        """UPDATE "Calls" SET "IncidentId" = @p1, "Priority" = 1, "Version" = "Version" + 1 WHERE "Id" = @p0 AND "IncidentId" IS NULL""";

    private const string Forget =
        """
        UPDATE "Calls" SET "RecordingCipher" = NULL, "Version" = "Version" + 1
        WHERE "Id" IN (SELECT "Id" FROM "Calls" WHERE "RecordingCipher" IS NOT NULL AND "RecordingDeleteOn" <= @p0 LIMIT 500)
        """;

    /// <summary>Agents at whom something may ring.</summary>
    public static IReadOnlyList<ReadyAgent> ReadyAgents(this SqlSession sql) => sql.Query(
        Candidates, row => new ReadyAgent(row.GetGuid(0), row.At(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetString(4)));

    /// <summary>Calls that ring at nobody, in the order in which they are taken.</summary>
    public static IReadOnlyList<(Guid Id, string? Division)> WaitingCalls(this SqlSession sql) =>
        sql.Query(Waiting, row => (row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1)));

    /// <summary>Whether a call still rings at nobody; then it is held for this unit. One that another unit holds is passed over.</summary>
    public static bool TryHoldWaiting(this SqlSession sql, Guid callId, bool isAlone) => sql.Query(
        isAlone ? """SELECT 1 FROM "Calls" WHERE "Id" = @p0 AND "State" = 'Ringing'""" : """SELECT 1 FROM "Calls" WHERE "Id" = @p0 AND "State" = 'Ringing' FOR UPDATE SKIP LOCKED""", _ => true, callId).Count > 0;

    /// <summary>Has the calls that may be about a person belong to an emergency: those not closed, and those abandoned not long ago. Answers which.</summary>
    public static IReadOnlyList<Guid> JoinCalls(this SqlSession sql, Guid seniorId, Guid incidentId, Instant notBefore) =>
        [.. sql.Query(About, row => row.GetGuid(0), seniorId, notBefore.ToUnixTimeTicks()).Where(call => sql.Execute(Joined, call, incidentId) == 1)];

    /// <summary>Removes links to recordings whose time is over; answers how many, 500 at most.</summary>
    public static int ForgetRecordings(this SqlSession sql, LocalDate today) => sql.Execute(Forget, today.ToDateOnly());
}

/// <summary>An agent at whom something may ring.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Since">Since when.</param>
/// <param name="Dialects">What they speak beside Mandarin, words with blanks between.</param>
/// <param name="UserName">Their name in the rota.</param>
/// <param name="DivisionCode">Whose people they serve.</param>
public sealed record ReadyAgent(Guid AccountId, Instant Since, string? Dialects, string UserName, string DivisionCode)
{
    /// <summary>Whether they speak a dialect; everybody speaks none in particular.</summary>
    public bool Speaks(string? dialect) => dialect is null || (Dialects?.Split(' ').Contains(dialect) ?? false);
}

using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Requests;

/// <summary>Commits on behalf of a request: the same key, caller, path and body get the first answer again, also at once and after a restart.</summary>
internal sealed class RequestWriter(CityWriter writer, CityDatabase database, FieldCipher cipher, IHttpContextAccessor accessor)
{
    private const string ReadKept =
        """SELECT "BodyHash", "Status", "Answer", "Location", "ETag" FROM "Idempotency" WHERE "Caller" = @p0 AND "Path" = @p1 AND "Key" = @p2""";

    /// <summary>
    /// Runs the work in one unit with its idempotency row and answers what is kept. The row is written last: where the key is taken,
    /// everything is undone and the first answer given.
    /// </summary>
    /// <param name="work">The change, and what is answered.</param>
    /// <param name="ct">Gives up waiting for a turn.</param>
    /// <param name="lane">How urgent it is.</param>
    /// <param name="foreseen">See <see cref="CityWriter.Commit{T}"/>.</param>
    public async Task<Answer<T>> Commit<T>(Func<CityUnit, Answer<T>> work, CancellationToken ct, Lane lane = Lane.Interactive, bool foreseen = false)
    {
        var request = accessor.HttpContext is { } http ? IdempotentRequest.Of(http) : null; // a timer has no request, and guards itself by its rows
        if (request is null) return await writer.Commit(lane, work, ct, foreseen);
        try
        {
            return await writer.Commit(lane, unit =>
            {
                var answer = work(unit);
                if (!unit.TryInsert(RowOf(request, answer.Kept, unit.Now))) throw new KeyTakenException();
                return answer;
            }, ct, foreseen);
        }
        catch (KeyTakenException)
        {
            return new(Earlier(request) ?? throw new WriterBusyException("The request with this key was not committed after all."));
        }
    }

    /// <summary>The first answer to this request, if it was given before.</summary>
    /// <exception cref="RequestProblem">422 when the key came with another body.</exception>
    public Answer? Earlier(IdempotentRequest request) => database.Read(sql => Kept(sql, request));

    private IdempotencyRow RowOf(IdempotentRequest request, Answer answer, Instant now) => new()
    {
        Caller = request.Caller,
        Path = request.Path,
        Key = request.Key,
        BodyHash = request.BodyHash,
        Status = answer.HoldsSecret ? -answer.Status : answer.Status,
        Answer = answer.HoldsSecret && answer.Body is { } secret ? cipher.Encrypt(secret) : answer.Body,
        Location = answer.Location,
        ETag = answer.ETag,
        At = now,
    };

    private Answer? Kept(SqlSession sql, IdempotentRequest request)
    {
        var found = sql.Query(ReadKept, row => (
            BodyHash: row.GetString(0),
            Status: row.GetInt32(1),
            Body: row.IsDBNull(2) ? null : row.GetString(2),
            Location: row.IsDBNull(3) ? null : row.GetString(3),
            ETag: row.IsDBNull(4) ? null : row.GetString(4)), request.Caller, request.Path, request.Key);
        if (found.Count == 0) return null;
        var kept = found[0];
        if (kept.BodyHash != request.BodyHash)
        {
            var reason = new Bilingual("这个 Idempotency-Key 已经用于另一份内容。", "This Idempotency-Key was used with another body.");
            throw new RequestProblem(422, "idempotency.keyReused", reason, new Dictionary<string, Bilingual> { ["Idempotency-Key"] = reason });
        }
        return kept.Status < 0
            ? new Answer(-kept.Status, cipher.Decrypt(kept.Body!), kept.Location, kept.ETag, HoldsSecret: true)
            : new Answer(kept.Status, kept.Body, kept.Location, kept.ETag);
    }

    /// <summary>The same request was committed by another call.</summary>
    private sealed class KeyTakenException : Exception;
}

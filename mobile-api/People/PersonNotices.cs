using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Messages;
using ElderCare.MobileApi.Tasks;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Tells the senior and the family what others ordered or changed for them: mobile phones by SMS, landlines by voice, and in person, by
/// a task for staff, where nobody has a phone. The dead are told nothing, and nobody is told of what was theirs.
/// </summary>
internal sealed class PersonNotices(CityDatabase database, FieldCipher cipher, MessageOutbox outbox, CityFacts facts, IClock clock)
{
    private const string Phones =
        """
        SELECT "PhoneCipher", "LandlineCipher", "ResidenceDivision", 0 AS "Place", "Id" FROM "Seniors" WHERE "Id" = @p0 AND "DiedOn" IS NULL
        UNION ALL
        SELECT a."PhoneCipher", NULL, NULL, 1, a."Id" FROM "FamilyLinks" l JOIN "Accounts" a ON a."Id" = l."AccountId" JOIN "Seniors" s ON s."Id" = l."SeniorId"
        WHERE l."SeniorId" = @p0 AND s."DiedOn" IS NULL AND l."Rights" <> 'None' AND l."ValidFrom" <= @p2 AND (l."ValidTo" IS NULL OR l."ValidTo" > @p2)
          AND a."Id" <> @p1 AND NOT a."IsDisabled"
        ORDER BY 4, 5
        """;

    private const string IsToldAlready =
        """SELECT 1 FROM "Tasks" WHERE "DivisionCode" = @p0 AND "Status" <> 'Closed' AND "SubjectId" = @p1 AND "TitleZh" = @p2""";

    /// <summary>Who hears of what is ordered for a senior; read outside the unit.</summary>
    /// <param name="seniorId">Whose.</param>
    /// <param name="actor">Who acted, and so knows; null when nobody of them did.</param>
    public async Task<PersonListeners> ListenersOf(Guid seniorId, Caller? actor)
    {
        var read = new SqlRead<Listener>(
            Phones, row => new(Text(row, 0), Text(row, 1), Text(row, 2)), seniorId, actor?.AccountId ?? Guid.Empty, clock.GetCurrentInstant().ToUnixTimeTicks());
        await database.Find(read);
        if (read.Rows.Find(one => one.Division is not null) is not { Division: { } division } senior) return PersonListeners.None(seniorId);
        var isTheSenior = actor?.Account.SeniorId == seniorId;
        var knows = isTheSenior || (actor is not null && SeniorAccess.Of(actor, seniorId, division, division).IsTheirSide);
        var phones = read.Rows.Where(one => one != senior || !isTheSenior).Select(one => one.Phone ?? one.Landline).OfType<string>().Select(cipher.Decrypt).Distinct();
        return new(seniorId, [.. phones], knows ? null : division);
    }

    /// <summary>Writes one text to each phone, in the unit of what it tells of.</summary>
    public void Tell(CityUnit unit, PersonListeners listeners, string text)
    {
        foreach (var phone in listeners.Phones)
        {
            var channel = MessageOutbox.ChannelOf(phone);
            outbox.Write(unit, channel, phone, channel == MessageOutbox.Voice ? SpokenText.Of(text) : text);
        }
    }

    /// <summary>Writes one text to each phone; where there is none, has staff tell the senior, once until they have.</summary>
    /// <param name="unit">The change that is told.</param>
    /// <param name="listeners">Who hears of it.</param>
    /// <param name="text">The message.</param>
    /// <param name="subject">The order, standing order or plan that it is about.</param>
    /// <param name="inPerson">What staff tell.</param>
    /// <param name="isNew">Whether the change makes the order: then nobody can have been told of it, and nothing is asked.</param>
    public void Tell(CityUnit unit, PersonListeners listeners, string text, Guid subject, Bilingual inPerson, bool isNew = false)
    {
        Tell(unit, listeners, text);
        if (listeners.Phones.Count > 0 || listeners.Division is not { } division) return;
        if (!isNew && unit.Sql.Query(IsToldAlready, _ => true, division, subject.ToString(), inPerson.Zh).Count > 0) return;
        unit.Raise(TaskKind.CallBack, division, subject.ToString(), listeners.SeniorId, inPerson.Zh, inPerson.En, facts);
    }

    private static string? Text(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Somebody who hears of it; the division is the senior's.</summary>
    private sealed record Listener(string? Phone, string? Landline, string? Division);
}

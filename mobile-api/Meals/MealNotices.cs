using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Messages;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Tells the senior and the family by SMS what others did with a meal; the dead are told nothing.</summary>
internal sealed class MealNotices(CityDatabase database, FieldCipher cipher, MessageOutbox outbox, IClock clock)
{
    private const string Phones =
        """
        SELECT "PhoneCipher", 0 AS "Place", "Id" FROM "Seniors" WHERE "Id" = @p0 AND "DiedOn" IS NULL
        UNION ALL
        SELECT a."PhoneCipher", 1, a."Id" FROM "FamilyLinks" l JOIN "Accounts" a ON a."Id" = l."AccountId" JOIN "Seniors" s ON s."Id" = l."SeniorId"
        WHERE l."SeniorId" = @p0 AND s."DiedOn" IS NULL AND l."Rights" <> 'None' AND l."ValidFrom" <= @p2 AND (l."ValidTo" IS NULL OR l."ValidTo" > @p2)
          AND a."Id" <> @p1 AND NOT a."IsDisabled"
        ORDER BY 2, 3
        """;

    /// <summary>The senior's phone and those of the family who may act for them, each once; read outside the unit.</summary>
    /// <param name="seniorId">Whose meal.</param>
    /// <param name="except">The account that acted: it knows.</param>
    public async Task<IReadOnlyList<string>> PhonesOf(Guid seniorId, Guid? except)
    {
        var phones = new SqlRead<string?>(Phones, row => row.IsDBNull(0) ? null : row.GetString(0), seniorId, except ?? Guid.Empty, clock.GetCurrentInstant().ToUnixTimeTicks());
        await database.Find(phones);
        return [.. phones.Rows.OfType<string>().Select(cipher.Decrypt).Distinct()];
    }

    /// <summary>Writes one text to each phone, in the unit of what it tells of.</summary>
    public void Write(CityUnit unit, IReadOnlyList<string> phones, string text)
    {
        foreach (var phone in phones) outbox.Write(unit, MessageOutbox.Sms, phone, text);
    }
}

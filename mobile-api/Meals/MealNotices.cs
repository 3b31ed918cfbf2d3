using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Messages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>Tells the senior and the family by SMS what others did with a meal; the dead are told nothing.</summary>
internal sealed class MealNotices(CityDatabase database, FieldCipher cipher, MessageOutbox outbox, IClock clock)
{
    /// <summary>The senior's phone and those of the family who may act for them, each once; read outside the unit.</summary>
    /// <param name="seniorId">Whose meal.</param>
    /// <param name="except">The account that acted: it knows.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<IReadOnlyList<string>> PhonesOf(Guid seniorId, Guid? except, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        using var db = database.Read();
        var own = await db.Seniors.Where(senior => senior.Id == seniorId && senior.DiedOn == null).Select(senior => new { senior.PhoneCipher }).SingleOrDefaultAsync(ct);
        if (own is null) return [];
        var family = await (from link in db.FamilyLinks
                            where link.SeniorId == seniorId && link.Rights != FamilyRights.None && link.ValidFrom <= now && (link.ValidTo == null || link.ValidTo > now) && link.AccountId != except
                            join account in db.Accounts on link.AccountId equals account.Id
                            where !account.IsDisabled
                            orderby account.Id
                            select account.PhoneCipher).ToListAsync(ct);
        return [.. family.Prepend(own.PhoneCipher).OfType<string>().Select(cipher.Decrypt).Distinct()];
    }

    /// <summary>Writes one text to each phone, in the unit of what it tells of.</summary>
    public void Write(CityUnit unit, IReadOnlyList<string> phones, string text)
    {
        foreach (var phone in phones) outbox.Write(unit, MessageOutbox.Sms, phone, text);
    }
}

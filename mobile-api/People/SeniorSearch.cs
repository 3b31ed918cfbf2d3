using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Finds people by what they say or show, compared exactly: a full name, or the number of an ID document, phone, landline or active card.</summary>
internal sealed class SeniorSearch(FieldCipher cipher)
{
    private const int Most = 1_000;

    /// <summary>Whom a text may mean. A record that was merged leads to the one that took it over.</summary>
    public async Task<IReadOnlyList<Guid>> Matching(CityContext db, string text, CancellationToken ct)
    {
        var name = PersonName.Normalise(text);
        var numbers = NumbersIn(text).SelectMany(cipher.Indexes).ToList();
        var people = await db.Seniors
            .Where(senior => senior.Name == name || numbers.Contains(senior.IdNumberIndex)
                || (senior.PhoneIndex != null && numbers.Contains(senior.PhoneIndex)) || (senior.LandlineIndex != null && numbers.Contains(senior.LandlineIndex)))
            .OrderBy(senior => senior.Id).Select(senior => senior.MergedInto ?? senior.Id).Take(Most).ToListAsync(ct);
        var holders = await db.Cards.Where(card => card.State == CardState.Active && numbers.Contains(card.NumberIndex)).Select(card => card.SeniorId).ToListAsync(ct);
        return [.. people.Concat(holders).Distinct()];
    }

    /// <summary>Each number that a text can be read as, in the form in which it is kept.</summary>
    private static IEnumerable<string> NumbersIn(string text)
    {
        var plain = PlainText.Of(text.Trim())?.ToUpperInvariant();
        return new[] { plain, PhoneNumber.Normalise(text), LandlineNumber.Normalise(text), Card.Normalise(text) }.OfType<string>().Concat(ShownPapers.NumbersIn(text)).Distinct();
    }
}

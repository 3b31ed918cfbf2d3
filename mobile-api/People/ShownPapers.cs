using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Whose a card or identity document is that somebody shows, by its exact number. Who merely resembles it is nobody.</summary>
internal sealed class ShownPapers(FieldCipher cipher)
{
    /// <summary>The senior with a document's number; one whose record was merged is the one that took it over.</summary>
    public Guid? HolderOfDocument(CityContext db, string number)
    {
        var indexes = cipher.Indexes(IdNumber.ProblemOf(number) is null ? IdNumber.Parse(number).Text : Card.Normalise(number) ?? "");
        return db.Seniors.Where(senior => indexes.Contains(senior.IdNumberIndex)).Select(senior => (Guid?)(senior.MergedInto ?? senior.Id)).SingleOrDefault();
    }

    /// <summary>The card with a number; null when none is in use.</summary>
    public Card? CardInUse(CityContext db, string? number)
    {
        var indexes = cipher.Indexes(Card.Normalise(number) ?? "");
        return db.Cards.AsNoTracking().FirstOrDefault(card => card.State == CardState.Active && indexes.Contains(card.NumberIndex));
    }
}

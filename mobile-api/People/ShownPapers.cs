using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Whose a card or identity document is that somebody shows, by its exact number. Who merely resembles it is nobody.</summary>
internal sealed class ShownPapers(FieldCipher cipher)
{
    /// <summary>Each number that a text can be read as when nobody says of which kind of document it is, in the form in which it is kept.</summary>
    public static IEnumerable<string> NumbersIn(string? text) =>
        new[] { IdNumber.ProblemOf(text) is null ? IdNumber.Parse(text).Text : null, IdDocument.Normalise(text) }.OfType<string>().Distinct();

    /// <summary>The one senior of those asked about who has a document's number, by the record that took over others; null when there is none.</summary>
    /// <exception cref="RuleViolation"><c>people.sameNumber</c>: documents of two kinds have it, and they are two people's.</exception>
    public Senior? HolderOfDocument(CityContext db, string? number, Func<Senior, bool> isAskedAbout)
    {
        var indexes = NumbersIn(number).SelectMany(cipher.Indexes).ToList();
        var ids = db.Seniors.Where(senior => indexes.Contains(senior.IdNumberIndex)).Select(senior => senior.MergedInto ?? senior.Id).Distinct().ToList();
        var holders = db.Seniors.Where(senior => ids.Contains(senior.Id)).ToList().Where(isAskedAbout).ToList();
        RuleViolation.ThrowIf(holders.Count > 1, "people.sameNumber", "几位老人的证件号码相同，请用卡，或者打 12349。", "Documents of several people have this number; use a card, or call 12349.", "idNumber");
        return holders.SingleOrDefault();
    }

    /// <summary>The card with a number; null when none is in use.</summary>
    public Card? CardInUse(CityContext db, string? number)
    {
        var indexes = cipher.Indexes(Card.Normalise(number) ?? "");
        return db.Cards.AsNoTracking().FirstOrDefault(card => card.State == CardState.Active && indexes.Contains(card.NumberIndex));
    }
}

using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.People;

/// <summary>Finds people by the number of a document when nobody says of which kind it is.</summary>
internal static class DocumentNumbers
{
    /// <summary>Each number that a text can be read as, in the form in which it is kept.</summary>
    public static IEnumerable<string> In(string? text) =>
        new[] { IdNumber.ProblemOf(text) is null ? IdNumber.Parse(text).Text : null, IdDocument.Normalise(text) }.OfType<string>().Distinct();

    /// <summary>The one senior of these divisions who has it, by the record that took over others; null when there is none.</summary>
    /// <exception cref="RuleViolation"><c>people.sameNumber</c>: documents of two kinds have it, and they are two people's.</exception>
    public static Senior? HolderOf(CityContext db, FieldCipher cipher, string? text, Func<Senior, bool> isOurs)
    {
        var indexes = In(text).SelectMany(cipher.Indexes).ToList();
        var ids = db.Seniors.Where(senior => indexes.Contains(senior.IdNumberIndex)).Select(senior => senior.MergedInto ?? senior.Id).Distinct().ToList();
        var holders = db.Seniors.Where(senior => ids.Contains(senior.Id)).ToList().Where(isOurs).ToList();
        RuleViolation.ThrowIf(holders.Count > 1, "people.sameNumber", "几位老人的证件号码相同，请用卡，或者打 12349。", "Documents of several people have this number; use a card, or call 12349.", "idNumber");
        return holders.SingleOrDefault();
    }
}

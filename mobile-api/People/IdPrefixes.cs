using ElderCare.Data.Seeding;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Knows the divisions that have issued identity cards, the renamed and merged ones too. A prefix says nothing of where somebody
/// is registered now, and the lists have gaps: an unknown one is worth a second look and no more.
/// </summary>
internal sealed class IdPrefixes(CityFacts facts)
{
    private const string Provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83";
    private static readonly HashSet<string> KnownProvinces = [.. Provinces.Split(' ')];
    private readonly Lazy<HashSet<string>> _former = new(() => [.. ReferenceData.DivisionAliases().Select(alias => alias.OldCode)]);

    /// <summary>What the registrar should look at again; null when there is nothing.</summary>
    public IReadOnlyList<Warning>? WarningsFor(IdDocument? document, bool english)
    {
        if (document?.Card is not { } card) return null;
        var warnings = new List<Warning>();
        if (!IsKnown(card.Prefix)) warnings.Add(new("people.unknownPrefix", "idNumber", english ? "No division is known that issued numbers with this beginning; see that it is typed as on the card." : "没有查到用这几位开头发证的地方，请看看和证件上是否一样。"));
        if (card.WasConverted) warnings.Add(new("people.oldNumber", "idNumber", english ? "An old number of 15 digits was converted to 18; it has no check digit of its own." : "15 位旧号码已换算成 18 位；旧号码没有校验位，请核对。"));
        return warnings.Count > 0 ? warnings : null;
    }

    /// <summary>Of cities whose districts are in the table, every code is known or was once; of others only the province can be told.</summary>
    private bool IsKnown(string prefix) => _former.Value.Contains(prefix) || facts.Divisions.Knows(prefix)
        || (KnownProvinces.Contains(prefix[..2]) && !facts.Divisions.Knows(prefix[..4] + "00"));
}

/// <summary>Something that was done and is worth a second look.</summary>
/// <param name="Code">Stable, such as <c>people.unknownPrefix</c>.</param>
/// <param name="Field">The field of the request.</param>
/// <param name="Text">For people.</param>
internal sealed record Warning(string Code, string Field, string Text);

using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>Checks the categories of a form: known ones, each from a day on, the same one not twice on a day.</summary>
internal static class CategoryClaims
{
    private const int Most = 20;

    /// <summary>Adds what is wrong, the fields as <c>categories[0].validFrom</c>.</summary>
    public static void Check(IReadOnlyList<CategoryClaim> claims, CategoryCodes categories, List<FieldProblem> problems)
    {
        if (claims.Count > Most)
        {
            problems.Add(new("categories", new($"最多 {Most} 个", $"At most {Most}")));
            return;
        }
        for (var i = 0; i < claims.Count; i++)
        {
            var (claim, field) = (claims[i], $"categories[{i}]");
            if (!CodeWord.Is(claim.Category)) problems.Add(new($"{field}.category", CodeWord.Rule));
            else if (!categories.Knows(claim.Category!)) problems.Add(new($"{field}.category", CategoryCodes.Unknown));
            if (claim.ValidFrom is null) problems.Add(new($"{field}.validFrom", new("必须填写", "It is required")));
            if (claim.ValidTo <= claim.ValidFrom) problems.Add(new($"{field}.validTo", new("必须晚于 validFrom", "It must be after validFrom")));
            if (claims.Take(i).Any(earlier => Overlap(earlier, claim))) problems.Add(new(field, new("同一类别的时间重叠", "The same category is given twice for some days")));
        }
    }

    private static bool Overlap(CategoryClaim one, CategoryClaim other) =>
        one.Category == other.Category && !(one.ValidTo <= other.ValidFrom) && !(other.ValidTo <= one.ValidFrom);
}

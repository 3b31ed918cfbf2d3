namespace ElderCare.Domain.Shared;

/// <summary>The codes of the categories that people can hold in this city, such as <c>minimumLivingAllowance</c>; which they are is data.</summary>
public sealed class CategoryCodes(IEnumerable<string> codes)
{
    /// <summary>What is wrong with a code that is none of them.</summary>
    public static readonly Bilingual Unknown = new("没有这个人群类别代码", "There is no such category code");

    private readonly HashSet<string> _codes = new(codes, StringComparer.Ordinal);

    /// <summary>Whether there is such a category.</summary>
    public bool Knows(string code) => _codes.Contains(code);
}

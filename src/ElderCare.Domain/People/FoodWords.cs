namespace ElderCare.Domain.People;

/// <summary>What a person must not eat or keeps to, in words that kitchens use: known ones as a code, others as free text.</summary>
public static class FoodWords
{
    /// <summary>How many words a list may have.</summary>
    public const int Most = 20;

    /// <summary>How long a word may be, in characters.</summary>
    public const int Longest = 40;

    /// <summary>Allergens that a label must name in China (GB 7718-2011, 4.4.3.1) with what people write for them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Allergens = new Dictionary<string, string>
    {
        ["gluten"] = "麸质 小麦 面筋 wheat",
        ["crustacean"] = "甲壳类 虾 蟹 shrimp crab",
        ["fish"] = "鱼 鱼类",
        ["egg"] = "蛋 鸡蛋 蛋类 eggs",
        ["peanut"] = "花生 peanuts",
        ["soy"] = "大豆 黄豆",
        ["milk"] = "奶 牛奶 乳 乳制品",
        ["nut"] = "坚果 nuts",
    };

    /// <summary>Diets with a name of their own, with what people write for them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Diets = new Dictionary<string, string>
    {
        ["diabetic"] = "糖尿病 低糖 无糖",
        ["lowSalt"] = "低盐",
        ["lowFat"] = "低脂",
        ["soft"] = "软食",
        ["pureed"] = "糊状 流食",
        ["halal"] = "清真",
        ["vegetarian"] = "素食",
    };

    /// <summary>The words in one form, each once, known ones as their code; null when the list or a word is too long or a word is empty.</summary>
    public static IReadOnlyList<string>? Normalise(IReadOnlyList<string?>? words, IReadOnlyDictionary<string, string> known) =>
        PlainWords.Of(words, Most, Longest) is { } plain ? [.. plain.Select(word => CodeOf(word, known)).Distinct()] : null;

    /// <summary>Which of a dish's allergens a person must not eat, however either is written.</summary>
    public static IReadOnlyList<string> Meeting(IReadOnlyList<string> ofDish, IReadOnlyList<string> ofPerson)
    {
        if (ofDish.Count == 0 || ofPerson.Count == 0) return [];
        var codes = ofPerson.Select(word => CodeOf(word, Allergens)).ToHashSet(StringComparer.Ordinal);
        return [.. ofDish.Where(word => codes.Contains(CodeOf(word, Allergens)))];
    }

    private static string CodeOf(string word, IReadOnlyDictionary<string, string> known) =>
        known.FirstOrDefault(one => string.Equals(one.Key, word, StringComparison.OrdinalIgnoreCase) || one.Value.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase)).Key ?? word;
}

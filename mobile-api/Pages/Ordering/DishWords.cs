using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Pages.Look;

namespace ElderCare.MobileApi.Pages.Ordering;

/// <summary>What is in a dish, in words.</summary>
internal static class DishWords
{
    /// <summary>What a dish mainly is, the most telling first: 香菇鸡块套餐 is chicken, 鸡丝汤面 is noodles.</summary>
    private const string Seals = "饺面粥包馒鱼虾蛋鸡鸭牛羊肉骨蹄豆菜蔬瓜";

    private static readonly Dictionary<string, Bilingual> Allergens = new(StringComparer.Ordinal)
    {
        ["peanut"] = new("花生", "peanut"),
        ["nuts"] = new("坚果", "nuts"),
        ["nut"] = new("坚果", "nuts"),
        ["gluten"] = new("小麦", "wheat"),
        ["soy"] = new("黄豆", "soy"),
        ["wheat"] = new("小麦", "wheat"),
        ["egg"] = new("鸡蛋", "egg"),
        ["milk"] = new("牛奶", "milk"),
        ["fish"] = new("鱼", "fish"),
        ["crustacean"] = new("虾蟹", "shrimp or crab"),
        ["sesame"] = new("芝麻", "sesame"),
    };

    public static string SealOf(string name) =>
        (Seals.FirstOrDefault(name.Contains) is var found && found != default ? found : name[0]).ToString();

    public static string AllergenOf(this Visitor you, string code) => Allergens.TryGetValue(code, out var words) ? you.Say(words) : code;

    /// <summary>The code of an allergen that somebody typed in words of either language; null when it is none that is known.</summary>
    public static string? CodeOf(string words) => Allergens.Where(known => known.Value.Zh == words || string.Equals(known.Value.En, words, StringComparison.OrdinalIgnoreCase)).Select(known => known.Key).FirstOrDefault();

    public static string ListOf(this Visitor you, IEnumerable<string> allergens) => string.Join(you.Say("、", ", "), allergens.Select(you.AllergenOf));
}

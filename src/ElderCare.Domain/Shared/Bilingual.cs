namespace ElderCare.Domain.Shared;

/// <summary>One sentence for people in Chinese, the first language, and in English.</summary>
/// <param name="Zh">The sentence in simplified Chinese.</param>
/// <param name="En">The same sentence in English.</param>
public readonly record struct Bilingual(string Zh, string En)
{
    /// <summary>The sentence in the language asked for.</summary>
    public string In(bool english) => english ? En : Zh;
}

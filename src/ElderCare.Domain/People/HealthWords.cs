namespace ElderCare.Domain.People;

/// <summary>Illnesses that a person has and medicines that they take, in the words of whoever told them: for those who help in an emergency.</summary>
public static class HealthWords
{
    /// <summary>How many words a list may have: who takes many medicines takes more than ten.</summary>
    public const int Most = 30;

    /// <summary>How long a word may be, in characters: a medicine with its dose and when it is taken.</summary>
    public const int Longest = 60;

    /// <summary>The words in one form, each once; null when the list or a word is too long or a word is empty.</summary>
    public static IReadOnlyList<string>? Normalise(IReadOnlyList<string?>? words) => PlainWords.Of(words, Most, Longest);
}

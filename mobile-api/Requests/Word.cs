using System.Diagnostics.CodeAnalysis;

namespace ElderCare.MobileApi.Requests;

/// <summary>One of the words of <typeparamref name="T"/> in a route or query, as it is written in JSON; numbers are no words.</summary>
internal readonly record struct Word<T>(T Value) where T : struct, Enum
{
    public static implicit operator T(Word<T> word) => word.Value;

    /// <summary>Reads a word.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, [MaybeNullWhen(false)] out Word<T> word)
    {
        var known = Words<T>.TryRead(text, out var value);
        word = new(value);
        return known;
    }
}

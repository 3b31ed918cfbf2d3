namespace ElderCare.MobileApi.Errors;

/// <summary>Chinese is the first language; English is given to those who ask for it.</summary>
internal static class Language
{
    /// <summary>Whether the caller prefers English to Chinese by Accept-Language.</summary>
    public static bool IsEnglish(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.Count == 0) return false;
        var first = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .FirstOrDefault(language => language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return first?.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
    }
}

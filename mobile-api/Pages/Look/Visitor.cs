using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>Who looks at a page and how they read it: Chinese unless they chose English, large text unless they chose larger.</summary>
internal sealed class Visitor
{
    public const string Language = "lang";
    public const string TextSize = "text";
    private const string English = "en";
    private const string Largest = "30";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);
    private readonly HttpContext _http;

    public Visitor(IHttpContextAccessor accessor, IClock clock)
    {
        _http = accessor.HttpContext!;
        Now = clock.GetCurrentInstant();
        IsEnglish = Chosen(Language) == English;
        HasLargestText = Chosen(TextSize) == Largest;
    }

    public bool IsEnglish { get; }

    public bool HasLargestText { get; }

    public Instant Now { get; }

    public LocalDate Today => CityClock.DateOf(Now);

    public Caller? Caller => Access.Caller.TryOf(_http);

    public string HtmlLanguage => IsEnglish ? "en" : "zh-CN";

    /// <summary>The language of names that are kept in Chinese only; null on a page that is Chinese anyway.</summary>
    public string? NamesLanguage => IsEnglish ? "zh-CN" : null;

    public string HtmlText => HasLargestText ? Largest : "24";

    public string OtherLanguageHref => Here(Language, IsEnglish ? "zh" : English);

    public string OtherTextHref => Here(TextSize, HasLargestText ? "24" : Largest);

    public string Say(string zh, string en) => IsEnglish ? en : zh;

    public string Say(Bilingual words) => words.In(IsEnglish);

    /// <summary>Keeps what the address chose for the next pages.</summary>
    public void Remember()
    {
        Keep(Language);
        Keep(TextSize);
    }

    private void Keep(string name)
    {
        if (Asked(name) is not { } value) return;
        _http.Response.Cookies.Append(CookieOf(name), value, new CookieOptions
        {
            HttpOnly = true, IsEssential = true, MaxAge = Remembered, SameSite = SameSiteMode.Lax, Secure = _http.Request.IsHttps,
        });
    }

    private string? Chosen(string name) => Asked(name) ?? _http.Request.Cookies[CookieOf(name)];

    private string? Asked(string name) => (name, _http.Request.Query[name].ToString()) switch
    {
        (Language, "zh" or English) or (TextSize, "24" or Largest) => _http.Request.Query[name].ToString(),
        _ => null,
    };

    private static string CookieOf(string name) => $"eldercare-{name}";

    /// <summary>The same page with another choice.</summary>
    private string Here(string name, string value)
    {
        var rest = _http.Request.Query.Where(part => part.Key is not (Language or TextSize));
        return QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(_http.Request.Path, rest), name, value);
    }
}

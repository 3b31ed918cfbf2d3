using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Look;

namespace ElderCare.MobileApi.Pages.Entry;

/// <summary>What somebody typed to sign in, and what is wrong with it.</summary>
public abstract class SignInForm
{
    /// <summary>The page to go back to.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Words by field.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>What is wrong with no field in particular.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The same form of another way in, with the page to go back to.</summary>
    public string Other(string path) => ReturnUrl is null ? path : $"{path}?returnUrl={Uri.EscapeDataString(ReturnUrl)}";

    internal void Take(RequestProblem refusal, Visitor you)
    {
        foreach (var (field, words) in refusal.Errors) Errors.TryAdd(field, you.Say(words));
        if (refusal.Errors.Count == 0) Trouble = refusal.RetryAfterSeconds is { } seconds ? Wait(refusal.Code, seconds, you) : you.Say(refusal.Detail);
    }

    private static string Wait(string code, int seconds, Visitor you)
    {
        var minutes = (seconds + 59) / 60;
        return code == "auth.tooManyCodes"
            ? you.Say($"要的验证码太多。请过 {minutes} 分钟再试，或者打 12349。", $"Too many codes were asked for. Try again in {minutes} min, or call 12349.")
            : you.Say($"错的次数太多。请过 {minutes} 分钟再试，或者打 12349。", $"Too many wrong tries. Try again in {minutes} min, or call 12349.");
    }
}

/// <summary>User name and password.</summary>
public sealed class PasswordForm : SignInForm
{
    public string UserName { get; init; } = "";

    /// <summary>Whether the account wants a second factor.</summary>
    public bool AsksOneTimeCode { get; set; }
}

/// <summary>Phone and code.</summary>
public sealed class PhoneForm : SignInForm
{
    public string Phone { get; init; } = "";

    /// <summary>Whether a message has just been asked for.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether a message was asked for, now or before, so that its digits can be typed.</summary>
    public bool AsksCode { get; set; }
}

using System.Security.Claims;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.AspNetCore.Authentication;

namespace ElderCare.MobileApi.Pages.Entry;

internal static class EntryPages
{
    private const string ByPhone = "/sign-in/phone";

    public static void MapEntry(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (Visitor you, string? returnUrl) => you.Caller is null ? Page.Of<SignInPage>(new PasswordForm { ReturnUrl = Local(returnUrl) }) : Results.Redirect(Local(returnUrl) ?? "/"));
        pages.MapPost("/sign-in", SignInByPassword);
        pages.MapGet(ByPhone, (Visitor you, string? returnUrl) => you.Caller is null ? Page.Of<PhonePage>(new PhoneForm { ReturnUrl = Local(returnUrl) }) : Results.Redirect(Local(returnUrl) ?? "/"));
        pages.MapPost(ByPhone, SignInByPhone);
        pages.MapPost("/sign-out", SignOut);
        pages.MapGet("/sign-out", () => Results.Redirect("/"));
    }

    private static async Task<IResult> SignInByPassword(IFormCollection fields, HttpContext http, Visitor you, SignIn signIn, Callers callers, CancellationToken ct)
    {
        var form = new PasswordForm
        {
            ReturnUrl = Local(fields["returnUrl"]), UserName = fields["userName"].ToString().Trim(), AsksOneTimeCode = fields.ContainsKey("oneTimeCode"),
        };
        var password = fields["password"].ToString();
        if (form.UserName.Length == 0) form.Errors["userName"] = you.Say("请写上用户名。", "Enter the user name.");
        if (password.Length == 0) form.Errors["password"] = you.Say("请写上密码。", "Enter the password.");
        if (form.Errors.Count > 0) return Page.Of<SignInPage>(form, StatusCodes.Status400BadRequest);
        try
        {
            var signedIn = await signIn.Handle(new(form.UserName, password, fields["oneTimeCode"]), SignInLimits.AddressOf(http), ct);
            return await Enter(http, callers, signedIn, form.ReturnUrl);
        }
        catch (RequestProblem refusal)
        {
            form.AsksOneTimeCode |= refusal.Errors.ContainsKey("oneTimeCode");
            form.Take(refusal, you);
            return Page.Of<SignInPage>(form, refusal.Status);
        }
    }

    private static async Task<IResult> SignInByPhone(
        IFormCollection fields, HttpContext http, Visitor you, SendSignInCode send, VerifySignInCode verify, Callers callers, CancellationToken ct)
    {
        var form = new PhoneForm { ReturnUrl = Local(fields["returnUrl"]), Phone = fields["phone"].ToString().Trim() };
        var isSending = fields.ContainsKey("send");
        form.AsksCode = fields.ContainsKey("code");
        var code = fields["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (PhoneTrouble(form.Phone) is { } trouble) form.Errors["phone"] = you.Say(trouble);
        if (!isSending && code.Length == 0) form.Errors["code"] = you.Say("请写上短信里的 6 位数字。没有收到就再发一次。", "Enter the 6 digits of the message. None came? Send again.");
        if (form.Errors.Count > 0) return Page.Of<PhonePage>(form, StatusCodes.Status400BadRequest);
        try
        {
            if (isSending)
            {
                await send.Handle(new(form.Phone), SignInLimits.AddressOf(http), ct);
                form.WasSent = form.AsksCode = true;
                return Page.Of<PhonePage>(form);
            }
            var signedIn = await verify.Handle(new(form.Phone, code, null), SignInLimits.AddressOf(http), ct);
            return await Enter(http, callers, signedIn, form.ReturnUrl);
        }
        catch (RequestProblem refusal)
        {
            form.Take(refusal, you);
            return Page.Of<PhonePage>(form, refusal.Status);
        }
    }

    private static async Task<IResult> SignOut(IFormCollection _, HttpContext http, SignOut signOut, CancellationToken ct)
    {
        await signOut.Handle(null, http.User, ct);
        await http.SignOutAsync(AccessSetup.Cookie);
        return Page.Next("/");
    }

    private static async Task<IResult> Enter(HttpContext http, Callers callers, SignedIn signedIn, string? returnUrl)
    {
        var account = callers.Find(signedIn.User.Id)!.Account;
        var identity = new ClaimsIdentity(AccessTokens.Claims(account, AccessTokens.SignInOf(signedIn.AccessToken)), AccessSetup.Cookie);
        await http.SignInAsync(AccessSetup.Cookie, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        return Page.Next(returnUrl ?? "/");
    }

    /// <summary>What is wrong with a mobile number, counted out.</summary>
    private static Bilingual? PhoneTrouble(string phone)
    {
        const int digitsOfMobile = 11;
        var digits = phone.Count(char.IsDigit);
        if (digits == 0) return new("请写上手机号，一共 11 位数字。", "Enter the mobile number, 11 digits.");
        if (phone.StartsWith('+') || digits == digitsOfMobile) return null;
        return digits < digitsOfMobile
            ? new($"少了 {digitsOfMobile - digits} 位，手机号是 11 位数字。", $"{digitsOfMobile - digits} digits are missing; a mobile number has 11.")
            : new($"多了 {digits - digitsOfMobile} 位，手机号是 11 位数字。", $"There are {digits - digitsOfMobile} digits too many; a mobile number has 11.");
    }

    /// <summary>A page of ours to go back to, or null: nobody is sent elsewhere by a link that looks like ours.</summary>
    internal static string? Local(string? url)
    {
        if (url is not ['/', ..] || url.StartsWith("//", StringComparison.Ordinal) || url.StartsWith("/\\", StringComparison.Ordinal)) return null;
        return url.All(letter => char.IsAscii(letter) && !char.IsControl(letter)) ? url : null;
    }
}

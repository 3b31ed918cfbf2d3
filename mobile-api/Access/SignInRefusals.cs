using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Access;

/// <summary>Why nobody was signed in, in words that do not tell which part was wrong.</summary>
internal static class SignInRefusals
{
    public static RequestProblem InvalidCredentials() =>
        Of("auth.invalidCredentials", "password", "用户名或密码不对。请再试一次，或者打 12349。", "The user name or the password is not right. Try again, or call 12349.");

    public static RequestProblem AccountDisabled() =>
        new(401, "auth.accountDisabled", new("这个账号已经停用。请打 12349。", "The account is disabled. Call 12349."));

    public static RequestProblem OneTimeCodeRequired() =>
        Of("auth.oneTimeCodeRequired", "oneTimeCode", "请输入验证器里的 6 位数字。", "Enter the 6 digits of your authenticator.");

    public static RequestProblem OneTimeCodeInvalid() =>
        Of("auth.oneTimeCodeInvalid", "oneTimeCode", "验证器的数字不对，或者已经用过。", "The authenticator's digits are not right, or were used already.");

    public static RequestProblem CodeInvalid() =>
        Of("auth.codeInvalid", "code", "验证码不对，或者过了时间。请重新获取。", "The code is not right or has expired. Ask for a new one.");

    public static RequestProblem RefreshTokenInvalid() =>
        Of("auth.refreshTokenInvalid", "refreshToken", "登录已经结束，请再登录一次。", "The sign-in has ended; sign in again.");

    public static RequestProblem RefreshTokenReused() =>
        Of("auth.refreshTokenReused", "refreshToken", "这次登录已经在别处用过，为了安全已经结束。请再登录一次。", "The refresh token was used before; for safety the sign-in was ended. Sign in again.");

    public static RequestProblem TooManyFailures(int seconds) =>
        new(429, "auth.tooManyFailures", new("错的次数太多，请稍后再试，或者打 12349。", "Too many failures; try again later, or call 12349.")) { RetryAfterSeconds = seconds };

    public static RequestProblem TooManyCodes(int seconds) =>
        new(429, "auth.tooManyCodes", new("要的验证码太多，请稍后再试，或者打 12349。", "Too many codes were asked for from here; try again later, or call 12349.")) { RetryAfterSeconds = seconds };

    private static RequestProblem Of(string code, string field, string zh, string en) =>
        new(401, code, new(zh, en), new Dictionary<string, Bilingual> { [field] = new(zh, en) });
}

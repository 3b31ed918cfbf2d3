namespace ElderCare.MobileApi.Access;

internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<LiveSignIns>();
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<OneTimePassword>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<RefreshSignIn>();
        services.AddSingleton<SignOut>();
    }
}

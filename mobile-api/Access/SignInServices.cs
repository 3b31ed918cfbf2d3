namespace ElderCare.MobileApi.Access;

internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<LiveSignIns>();
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<OneTimePassword>();
        services.AddSingleton<Vendors>();
        services.AddSingleton<AccountChanges>();
        services.AddScoped<SignIn>();
        services.AddScoped<RefreshSignIn>();
        services.AddScoped<SignOut>();
        services.AddScoped<SendSignInCode>();
        services.AddScoped<VerifySignInCode>();
        services.AddScoped<CreateAccount>();
        services.AddScoped<DisableAccount>();
        services.AddScoped<MoveAccount>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<GrantFamilyLink>();
        services.AddScoped<RevokeFamilyLink>();
    }
}

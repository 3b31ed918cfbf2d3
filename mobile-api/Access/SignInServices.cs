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
        services.AddSingleton<SignIn>();
        services.AddSingleton<RefreshSignIn>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<SendSignInCode>();
        services.AddSingleton<VerifySignInCode>();
        services.AddSingleton<CreateAccount>();
        services.AddSingleton<DisableAccount>();
        services.AddSingleton<MoveAccount>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<GrantFamilyLink>();
        services.AddSingleton<RevokeFamilyLink>();
    }
}

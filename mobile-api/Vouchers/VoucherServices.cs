using ElderCare.MobileApi.Timers;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>What hour vouchers are made of.</summary>
internal static class VoucherServices
{
    public static void AddVouchers(this IServiceCollection services)
    {
        services.AddSingleton<GrantVoucherMonth>();
        services.AddSingleton<RunVoucherGrants>();
        services.AddSingleton<GrantVoucher>();
        services.AddSingleton<AdjustVoucher>();
        services.AddSingleton<InheritVouchers>();
        services.AddSingleton<KeepVoucherType>();
        services.AddSingleton<ITimerHandler, BeginVoucherMonth>();
        services.AddSingleton<ITimerHandler, ContinueVoucherMonth>();
        services.AddSingleton<ITimerHandler, ExpireVouchers>();
    }
}

using ElderCare.Domain.Access;
using ElderCare.Domain.Meals;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.Meals;

/// <summary>How a caller's orders come about.</summary>
internal static class OrderChannels
{
    /// <summary>The channel of a caller who may order for a senior.</summary>
    public static OrderChannel Of(SeniorAccess access, Caller caller, Guid seniorId) => access.IsTheirSide
        ? caller.Account.SeniorId == seniorId ? OrderChannel.Senior : OrderChannel.Family
        : caller.Is(Role.Agent, Role.Supervisor) ? OrderChannel.Agent
        : caller.Is(Role.CommunityWorker) ? OrderChannel.CommunityWorker
        : OrderChannel.CanteenStaff;

    /// <summary>Whether the senior's own side ordered: then nobody has to be told of it.</summary>
    public static bool IsTheirOwn(this OrderChannel channel) => channel is OrderChannel.Senior or OrderChannel.Family;
}

using System.Security.Cryptography;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// Of which visits somebody calls the person back: the first of a caregiver with them, those whose proof is odd, and a tenth of all by
/// chance. Chance is drawn by the visit alone, so that nobody can choose it.
/// </summary>
internal static class VisitAudit
{
    /// <summary>Has somebody call back about a visit that was just completed, if it is to be.</summary>
    public static void AskBack(this CityUnit unit, ServiceOrder order, HomeServicePolicy policy, CityFacts facts)
    {
        var (zh, en) = unit.HasOddProof(order) ? ("请回访：这次上门服务的签到有疑点。", "Call back: the proof of a visit is odd.")
            : unit.IsFirstOf(order) ? ("请回访：护理员第一次去这位老人家。", "Call back: a caregiver was with this person for the first time.")
            : IsDrawn(order.Id, policy.CallBackBasisPoints) ? ("抽查回访：请问老人这次上门服务怎么样。", "Sample: ask how the visit was.")
            : (null, null);
        if (zh is not null) unit.Raise(TaskKind.CallBack, order.DivisionCode, order.Id.ToString(), order.SeniorId, zh, en!, facts);
    }

    /// <summary>Whether chance has drawn a visit.</summary>
    public static bool IsDrawn(Guid order, int basisPoints) => BitConverter.ToUInt32(SHA256.HashData(order.ToByteArray())) % 10_000 < basisPoints;

    private static bool HasOddProof(this CityUnit unit, ServiceOrder order) => unit.Db.VisitStamps.Where(stamp => stamp.OrderId == order.Id).Select(stamp => stamp.Flags).ToList().Any(flags => flags.Count > 0);

    private static bool IsFirstOf(this CityUnit unit, ServiceOrder order) =>
        !unit.Db.ServiceOrders.Any(earlier => earlier.SeniorId == order.SeniorId && earlier.WorkerId == order.WorkerId && earlier.Id != order.Id && earlier.CheckedOutAt != null);
}

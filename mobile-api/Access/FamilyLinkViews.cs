using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>A senior's consent that somebody acts for them. The family member is named by exactly one of id, user name and phone.</summary>
/// <param name="AccountId">The family member's account.</param>
/// <param name="UserName">Or the name with which they sign in.</param>
/// <param name="Phone">Or their phone.</param>
/// <param name="Scope">At least one of <c>order</c>, <c>pay</c> and <c>viewHealth</c>.</param>
/// <param name="ValidFrom">From when, counted in; now when absent.</param>
/// <param name="ValidTo">Until when, not counted; absent until revoked.</param>
/// <param name="Guardian">Whether they are the senior's guardian; recorded by staff, who have seen the papers.</param>
/// <param name="ConsentedBy">The guardian's account that consents, when staff write down what a guardian has said.</param>
internal sealed record GrantFamilyLinkRequest(
    Guid? AccountId, string? UserName, string? Phone, IReadOnlyList<FamilyRights>? Scope, Instant? ValidFrom, Instant? ValidTo, bool? Guardian, Guid? ConsentedBy);

/// <summary>A senior's consent as it stands.</summary>
/// <param name="Name">The family member.</param>
/// <param name="Holds">Whether it holds right now.</param>
/// <param name="GrantedBy">Who recorded the consent.</param>
/// <param name="IsGuardian">Whether they are the senior's guardian.</param>
/// <param name="ConsentedBy">The guardian who consented; absent when the senior did.</param>
internal sealed record FamilyLinkView(
    Guid Id, Guid SeniorId, Guid AccountId, string Name, IReadOnlyList<FamilyRights> Scope, Instant ValidFrom, Instant? ValidTo, bool Holds, Guid GrantedBy, bool IsGuardian, Guid? ConsentedBy)
{
    /// <summary>The rights that can be given one by one.</summary>
    public static readonly IReadOnlyList<FamilyRights> Single = [FamilyRights.Order, FamilyRights.Pay, FamilyRights.ViewHealth];

    public static FamilyLinkView Of(FamilyLink link, Account member, Instant now) => new(
        link.Id, link.SeniorId, link.AccountId, member.Name, [.. Single.Where(right => link.Rights.HasFlag(right))], link.ValidFrom, link.ValidTo, link.HoldsAt(now), link.GrantedBy, link.IsGuardian, link.ConsentedBy);
}

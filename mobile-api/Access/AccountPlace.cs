using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>Where an account stands: its roles, and what they need to know of it.</summary>
internal sealed record AccountPlace(IReadOnlyList<Role> Roles, string? DivisionCode, Guid? SeniorId, Guid? CanteenId, Guid? ProviderId)
{
    private static readonly Role[] WithoutDivision = [Role.Admin, Role.Senior, Role.Family];
    private static readonly Role[] OfCanteen = [Role.CanteenStaff, Role.Courier];
    private static readonly Role[] OfProvider = [Role.ProviderManager, Role.Caregiver];
    private static readonly Role[] InTheField = [Role.Courier, Role.Caregiver, Role.Responder];

    /// <summary>What a role needs, and nothing that none needs: a courier who becomes an officer leaves the canteen.</summary>
    public AccountPlace Trimmed() => new(
        [.. Roles.Distinct()],
        Roles.All(role => role is Role.Senior or Role.Family) ? null : DivisionCode,
        Roles.Contains(Role.Senior) ? SeniorId : null,
        Holds(OfCanteen) ? CanteenId : null,
        Holds(OfProvider) ? ProviderId : null);

    /// <summary>Names every field that is missing or wrong.</summary>
    public async Task Check(FieldErrors errors, CityContext db, CityFacts facts, CancellationToken ct)
    {
        errors.Require(Roles.Count > 0 && Roles.All(Enum.IsDefined), "roles", "至少要有一个角色。", "At least one role is needed.");
        if (Roles.Except(WithoutDivision).Any()) errors.Present(DivisionCode, "divisionCode");
        if (DivisionCode is { } division) errors.Require(facts.Divisions.Knows(division), "divisionCode", "没有这个区划。", "There is no such division.");
        if (Roles.Contains(Role.Senior)) errors.Present(SeniorId, "seniorId");
        if (SeniorId is { } senior) errors.Require(await db.Seniors.AnyAsync(one => one.Id == senior, ct), "seniorId", "没有这位老人。", "There is no such senior.");
        if (Holds(OfCanteen)) errors.Present(CanteenId, "canteenId");
        if (CanteenId is { } canteen) errors.Require(await db.Canteens.AnyAsync(one => one.Id == canteen, ct), "canteenId", "没有这个食堂。", "There is no such canteen.");
        if (Holds(OfProvider)) errors.Present(ProviderId, "providerId");
    }

    /// <summary>Puts an account here; who begins to work outside is made a worker.</summary>
    public void Settle(Account account)
    {
        account.Roles = Roles;
        account.DivisionCode = DivisionCode;
        account.SeniorId = SeniorId;
        account.CanteenId = CanteenId;
        account.ProviderId = ProviderId;
        account.WorkerId = Holds(InTheField) ? account.WorkerId ?? Guid.CreateVersion7() : null;
    }

    private bool Holds(Role[] any) => Roles.Intersect(any).Any();
}

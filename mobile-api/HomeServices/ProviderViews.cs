using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using NodaTime;
using ServiceProvider = ElderCare.Domain.HomeServices.ServiceProvider; // the container has a type of that name

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A provider with the divisions whose people it may serve.</summary>
internal sealed record ProviderView(Guid Id, string Name, string DivisionCode, bool IsActive, IReadOnlyList<ContractView> Contracts)
{
    public static ProviderView Of(ServiceProvider provider, IEnumerable<ProviderContract> contracts) =>
        new(provider.Id, provider.Name, provider.DivisionCode, provider.IsActive, [.. contracts.OrderBy(contract => contract.ValidFrom).Select(contract => new ContractView(contract.Id, contract.DivisionCode, contract.ValidFrom, contract.ValidTo))]);
}

/// <summary>A division whose people a provider may serve.</summary>
/// <param name="ValidFrom">The first day.</param>
/// <param name="ValidTo">The first day that no longer counts.</param>
internal sealed record ContractView(Guid Id, string DivisionCode, LocalDate ValidFrom, LocalDate? ValidTo);

/// <summary>A provider that is new.</summary>
/// <param name="Name">2 to 60 characters.</param>
/// <param name="DivisionCode">Where its office is.</param>
internal sealed record ProviderRequest(string? Name, string? DivisionCode);

/// <summary>A division that a provider may serve from now on.</summary>
internal sealed record ContractRequest(string? DivisionCode, LocalDate? ValidFrom, LocalDate? ValidTo);

/// <summary>A caregiver who is new, or what changes of one: what is absent stays.</summary>
/// <param name="WorkerId">The worker of their account, as <c>GET /api/me</c> and the accounts list show it; a new one where absent.</param>
/// <param name="ProviderId">Whom they work for; a provider's manager leaves it out.</param>
/// <param name="Name">2 to 40 characters.</param>
/// <param name="Sex">Some people ask for one of their own.</param>
/// <param name="Certificates">Each with a code and the last day on which it counts.</param>
/// <param name="Areas">Divisions, each with everything below it.</param>
/// <param name="WorksFromMinute">0 to 1,440.</param>
/// <param name="WorksUntilMinute">0 to 1,440, above the first.</param>
internal sealed record CaregiverRequest(
    Guid? WorkerId, Guid? ProviderId, string? Name, Sex? Sex, IReadOnlyList<HeldCertificate>? Certificates, IReadOnlyList<string>? Areas, int? WorksFromMinute, int? WorksUntilMinute)
{
    private const int MostOfAList = 30;

    public FieldErrors Check(bool isNew, CityFacts facts)
    {
        var errors = new FieldErrors();
        if (isNew || Name is not null) errors.Text(Name, "name", 2, 40);
        if (isNew) errors.Present(Sex, "sex").Present(Areas is { Count: > 0 } ? Areas : null, "areas");
        errors.Require(Areas is null || (Areas.Count is > 0 and <= MostOfAList && Areas.All(area => area is not null && facts.Divisions.Knows(area))), "areas", "有不认识的区划代码。", "It has a division that is not known.");
        errors.Require(
            Certificates is null || (Certificates.Count <= MostOfAList && Certificates.All(held => held?.Code is { Length: >= 2 and <= 40 })), "certificates", "每张证书要有 2 到 40 个字的代码。", "Each certificate has a code of 2 to 40 characters.");
        errors.Require(WorksFromMinute is null or (>= 0 and <= NodaConstants.MinutesPerDay), "worksFromMinute", "0 到 1440。", "It must be 0 to 1,440.");
        errors.Require(WorksUntilMinute is null or (>= 0 and <= NodaConstants.MinutesPerDay), "worksUntilMinute", "0 到 1440。", "It must be 0 to 1,440.");
        return errors.Require((WorksFromMinute, WorksUntilMinute) is not ({ } from, { } until) || from < until, "worksUntilMinute", "要晚于开始时间。", "It must be above worksFromMinute.");
    }
}

/// <summary>Days on which a caregiver does not work.</summary>
/// <param name="From">The first.</param>
/// <param name="Until">The first on which they work again.</param>
/// <param name="Reason">1 to 200 characters.</param>
internal sealed record LeaveRequest(LocalDate? From, LocalDate? Until, string? Reason);

/// <summary>A leave that was written down, and the visits on it that somebody else must take.</summary>
internal sealed record LeaveView(Guid Id, Guid CaregiverId, LocalDate From, LocalDate Until, string Reason, IReadOnlyList<Guid> Orders);

/// <summary>A caregiver who is not sent to a person any more.</summary>
internal sealed record BarRequest(Guid? CaregiverId, string? Reason);

/// <summary>As it stands.</summary>
/// <param name="Orders">The visits that they were to come to, for which others are asked now.</param>
internal sealed record BarView(Guid SeniorId, Guid CaregiverId, string Reason, Instant At, IReadOnlyList<Guid> Orders);

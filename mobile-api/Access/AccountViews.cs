using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>A new account.</summary>
/// <param name="UserName">3 to 32 of a-z, 0-9, dot, dash and underscore; the first a letter or digit.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Roles">At least one.</param>
/// <param name="DivisionCode">What its staff roles cover; required for them.</param>
/// <param name="SeniorId">Whom it is, for <c>senior</c>.</param>
/// <param name="CanteenId">Where it works, for <c>canteenStaff</c> and <c>courier</c>.</param>
/// <param name="ProviderId">Whom it works for, for <c>providerManager</c> and <c>caregiver</c>.</param>
/// <param name="Phone">A mobile phone, to sign in by SMS.</param>
internal sealed record CreateAccountRequest(
    string? UserName, string? Name, IReadOnlyList<Role>? Roles, string? DivisionCode, Guid? SeniorId, Guid? CanteenId, Guid? ProviderId, string? Phone);

/// <summary>What changes about an account's place; what is absent stays.</summary>
/// <param name="Roles">At least one.</param>
/// <param name="DivisionCode">What its staff roles cover.</param>
/// <param name="SeniorId">Whom it is.</param>
/// <param name="CanteenId">Where it works.</param>
/// <param name="ProviderId">Whom it works for.</param>
/// <param name="Enable">True lets a disabled account sign in again.</param>
internal sealed record MoveAccountRequest(IReadOnlyList<Role>? Roles, string? DivisionCode, Guid? SeniorId, Guid? CanteenId, Guid? ProviderId, bool? Enable);

/// <summary>An account as administrators see it.</summary>
internal sealed record AccountView
{
    public required Guid Id { get; init; }
    public required string UserName { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<Role> Roles { get; init; }
    public string? DivisionCode { get; init; }
    public Guid? SeniorId { get; init; }
    public Guid? CanteenId { get; init; }
    public Guid? ProviderId { get; init; }
    public Guid? WorkerId { get; init; }

    /// <summary>Masked.</summary>
    public string? Phone { get; init; }
    public required bool IsDisabled { get; init; }
    public required bool HasSecondFactor { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>Given once, to an account that was just made or reset.</summary>
    public string? InitialPassword { get; init; }

    public static AccountView Of(Account account, FieldCipher cipher, string? initialPassword = null) => new()
    {
        Id = account.Id,
        UserName = account.UserName,
        Name = account.Name,
        Roles = account.Roles,
        DivisionCode = account.DivisionCode,
        SeniorId = account.SeniorId,
        CanteenId = account.CanteenId,
        ProviderId = account.ProviderId,
        WorkerId = account.WorkerId,
        Phone = account.PhoneCipher is { } phone ? Masking.Phone(cipher.Decrypt(phone)) : null,
        IsDisabled = account.IsDisabled,
        HasSecondFactor = account.TotpCipher is not null,
        CreatedAt = account.CreatedAt,
        InitialPassword = initialPassword,
    };
}

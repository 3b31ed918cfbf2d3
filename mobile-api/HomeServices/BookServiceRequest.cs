using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A visit that is wanted.</summary>
/// <param name="SeniorId">Who is visited.</param>
/// <param name="ServiceItemId">What is done.</param>
/// <param name="StartsAt">When it is to begin.</param>
/// <param name="Minutes">How long it is to take.</param>
/// <param name="Notes">Words for whoever comes, up to 500 characters.</param>
/// <param name="PreferredWorkerId">Whom the person would like to come; who it is is asked first.</param>
/// <param name="WorkerSex">Of which sex whoever comes must be.</param>
/// <param name="AcceptSelfPay">Whether the person pays what no voucher does; else that is refused.</param>
internal sealed record BookServiceRequest(
    Guid? SeniorId, Guid? ServiceItemId, Instant? StartsAt, int? Minutes, string? Notes, Guid? PreferredWorkerId, Sex? WorkerSex, bool? AcceptSelfPay)
{
    public const int LongestNotes = 500;

    /// <exception cref="RequestProblem">400 that names every field that is missing or malformed.</exception>
    public ServiceWish Read()
    {
        var errors = new FieldErrors().Present(SeniorId, "seniorId").Present(ServiceItemId, "serviceItemId").Present(StartsAt, "startsAt").Present(Minutes, "minutes");
        errors.Require(Minutes is null or > 0, "minutes", "要大于 0。", "It must be above 0.");
        errors.Require(Notes is null || Notes.Length <= LongestNotes, "notes", $"最多 {LongestNotes} 个字。", $"{LongestNotes} characters at most.");
        errors.ThrowIfAny();
        var notes = Notes?.Trim();
        return new(SeniorId!.Value, ServiceItemId!.Value, StartsAt!.Value, Minutes!.Value, string.IsNullOrEmpty(notes) ? null : notes, PreferredWorkerId, WorkerSex, AcceptSelfPay == true);
    }
}

/// <summary>A visit that is wanted, well formed.</summary>
/// <param name="Plan">The weekly plan that asks for it, as it was read; it does so once.</param>
/// <param name="MostSelfPayFen">What the person has been shown and agreed to pay, where they have been shown it.</param>
internal sealed record ServiceWish(Guid SeniorId, Guid ServiceItemId, Instant StartsAt, int Minutes, string? Notes, Guid? PreferredWorkerId, Sex? WorkerSex, bool AcceptsSelfPay, VersionGuard? Plan = null, long? MostSelfPayFen = null)
{
    /// <summary>Whether the person pays so much.</summary>
    public bool Pays(long fen) => AcceptsSelfPay && !(fen > MostSelfPayFen);
}

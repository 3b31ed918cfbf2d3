using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.People;

/// <summary>Shows one field in full to staff who say what for; the senior can read who did.</summary>
internal sealed class RevealSenior(RequestWriter writer, FieldCipher cipher)
{
    private const int LongestDigits = 6;

    public Task<Answer<RevealedView>> Handle(Guid id, RevealRequest request, Caller caller, CancellationToken ct)
    {
        CheckPurpose(request.Purpose, new FieldErrors().Present(request.Field, "field")).ThrowIfAny();
        return writer.Commit(unit =>
        {
            var senior = unit.Db.Seniors.SingleOrDefault(senior => senior.Id == id);
            if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound();
            if (!SeniorRecords.IsKeeper(caller, senior)) throw RequestProblem.Forbidden();
            var value = request.Field switch
            {
                RevealedField.Name => senior.Name,
                RevealedField.Address => senior.Address,
                RevealedField.IdNumber => cipher.Decrypt(senior.IdNumberCipher),
                RevealedField.Phone => senior.PhoneCipher is { } phone ? cipher.Decrypt(phone) : null,
                _ => senior.LandlineCipher is { } landline ? cipher.Decrypt(landline) : null,
            };
            RuleViolation.ThrowIf(value is null, "people.notRecorded", "没有登记这一项。", "Nothing is recorded there.", "field");
            unit.Record(caller.Actor, "senior.revealed", id.ToString(), id, $"{Words<RevealedField>.Of(request.Field!.Value)}: {request.Purpose!.Trim()}");
            return Answer<RevealedView>.Ok(new(request.Field.Value, value!), holdsSecret: true);
        }, ct);
    }

    /// <inheritdoc cref="CheckNote"/>
    public static FieldErrors CheckPurpose(string? purpose, FieldErrors errors) => CheckNote(purpose, "purpose", errors);

    /// <summary>A purpose or reason is kept where many may read it: it says why, and holds no number of anybody.</summary>
    public static FieldErrors CheckNote(string? note, string field, FieldErrors errors) => errors.Text(note, field, 2, 200)
        .Require(!HoldsNumber(note ?? ""), field, "请只写原因，不要写号码。", "Say why; no numbers of people.");

    private static bool HoldsNumber(string text)
    {
        var run = 0;
        return text.Any(letter => (run = char.IsDigit(letter) ? run + 1 : 0) > LongestDigits);
    }
}

/// <summary>What staff want to see in full, and what for.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Purpose">2 to 200 characters; the senior can read it.</param>
internal sealed record RevealRequest(RevealedField? Field, string? Purpose);

/// <summary>A field in full.</summary>
internal sealed record RevealedView(RevealedField Field, string Value);

/// <summary>Fields that are shown masked.</summary>
internal enum RevealedField
{
    Name,
    IdNumber,
    Phone,
    Landline,
    Address,
}

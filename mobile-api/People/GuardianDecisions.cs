using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Messages;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Who decides for a senior. One with dementia (认知障碍) cannot consent: a guardian does. Where two guardians do not agree the
/// latest decision holds, and both are told.
/// </summary>
internal sealed class GuardianDecisions(MessageOutbox outbox, FieldCipher cipher)
{
    private const string Dementia = "cognitiveImpairment";

    /// <summary>The guardian whose decision it is; null when it is the senior's own.</summary>
    /// <param name="unit">The change of the city.</param>
    /// <param name="seniorId">About whom.</param>
    /// <param name="caller">A guardian decides for themself; staff write down what one has said.</param>
    /// <param name="named">The guardian's account that staff name.</param>
    /// <exception cref="RequestProblem">400 when the one named is no guardian.</exception>
    /// <exception cref="RuleViolation"><c>people.guardianConsentNeeded</c> when the senior cannot decide and no guardian has.</exception>
    public static Guid? DeciderOf(CityUnit unit, Guid seniorId, Caller caller, Guid? named)
    {
        if (SeniorRecords.IsGuardian(caller, seniorId)) return caller.AccountId;
        var now = unit.Now;
        if (named is { } guardian)
        {
            var isOne = !SeniorRecords.IsSelf(caller, seniorId) && unit.Db.FamilyLinks.Any(link =>
                link.SeniorId == seniorId && link.AccountId == guardian && link.IsGuardian && link.ValidFrom <= now && (link.ValidTo == null || link.ValidTo > now));
            return isOne ? guardian : throw RequestProblem.Invalid("consentedBy", "这个账号不是监护人。", "The account is not a guardian's.");
        }
        var today = CityClock.DateOf(now);
        RuleViolation.ThrowIf(
            unit.Db.CategoryPeriods.Any(period => period.SeniorId == seniorId && period.SupersededAt == null && period.Category == Dementia && period.ValidFrom <= today && (period.ValidTo == null || period.ValidTo > today)),
            "people.guardianConsentNeeded", "这位老人有认知障碍，要由监护人同意。", "The person has dementia: a guardian must consent.", "consentedBy");
        return null;
    }

    /// <summary>Tells two guardians that the later one's decision took the place of the earlier one's; of one guardian's own decisions nobody is told.</summary>
    public void TellBoth(CityUnit unit, Guid seniorId, Guid? earlier, Guid? later, string zh)
    {
        if (earlier is not { } first || later is not { } second || first == second) return;
        var senior = unit.Db.Seniors.AsNoTracking().Single(senior => senior.Id == seniorId);
        var phones = unit.Db.Accounts.Where(account => (account.Id == first || account.Id == second) && account.PhoneCipher != null).Select(account => account.PhoneCipher!).ToList();
        foreach (var phone in phones)
        {
            outbox.Write(unit, MessageOutbox.Sms, cipher.Decrypt(phone), $"【12349】{Masking.Name(senior.Name)}的两位监护人对“{zh}”的决定不同，现以最近一次为准。有疑问请打 12349。");
        }
        unit.Record(second.ToString(), "guardian.decidedOtherwise", first.ToString(), seniorId);
    }
}

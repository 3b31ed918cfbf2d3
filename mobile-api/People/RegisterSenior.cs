using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Data.People;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Registers one person. The same person twice is refused by the database's unique index, also when both requests arrive at once.</summary>
internal sealed class RegisterSenior(CityDatabase database, RequestWriter requests, KnownDivisions divisions, CategoryCodes categories, FieldCipher cipher)
{
    /// <summary>Who registers people, within their division.</summary>
    public static readonly Role[] Registrars = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Agent];

    public async Task<Answer<SeniorView>> Handle(RegisterSeniorRequest request, Caller caller, bool english, CancellationToken ct)
    {
        var check = SeniorFormCheck.Check(request.Form(), CityClock.DateOf(caller.Now), divisions.Codes, categories);
        var errors = new FieldErrors();
        foreach (var problem in check.Problems) errors.Require(false, problem.Field, problem.Message.Zh, problem.Message.En);
        errors.ThrowIfAny();
        var person = check.Senior!;
        if (!caller.Covers(person.ResidenceDivision) && !caller.Covers(person.HukouDivision)) throw RequestProblem.NotFound("residenceDivision");
        if (await IsKnown(person, ct)) throw Known();
        var senior = SeniorRows.SeniorOf(person, person.Home ?? divisions.PointOf(person.ResidenceDivision), cipher);
        return await requests.Commit(unit =>
        {
            if (!unit.TryInsert(senior)) throw Known();
            foreach (var period in SeniorRows.CategoriesOf(person, senior.Id, unit.Now)) unit.Insert(period);
            unit.Open([.. SeniorRows.AccountsOf(senior.Id, senior.ResidenceDivision)]);
            unit.Record(caller.Actor, "senior.registered", senior.Id.ToString(), senior.Id);
            return Answer<SeniorView>.Created($"/api/seniors/{senior.Id}", ViewOf(senior, check, caller, english), Versions.ETag(senior.Version), holdsSecret: true);
        }, ct);
    }

    /// <summary>Whether somebody has the document, also under an index key that is no longer used for new people.</summary>
    private async Task<bool> IsKnown(NewSenior person, CancellationToken ct)
    {
        var indexes = cipher.Indexes(person.IdNumber);
        using var db = database.Read();
        return await db.Seniors.AnyAsync(senior => indexes.Contains(senior.IdNumberIndex) && senior.IdDocument == person.IdDocument, ct);
    }

    private SeniorView ViewOf(Senior senior, CheckedForm check, Caller caller, bool english) => SeniorView.Alone(senior, SeniorAccess.Of(caller, senior), cipher) with
    {
        Warnings = check.Warnings.Count == 0 ? null : [.. check.Warnings.Select(warning => new Warning("people.lookAgain", warning.Field, warning.Message.In(english)))],
    };

    private static RuleViolation Known() =>
        new("people.alreadyRegistered", new("这个证件号码的人已经登记过了。", "Somebody with this document number is registered already."), "idNumber");
}

using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Canteens;

/// <summary>Who stands at a counter.</summary>
/// <param name="IdNumber">Whole, as on the card.</param>
internal sealed record FindDinerRequest(string? IdNumber);

/// <summary>A senior as a counter may know them.</summary>
/// <param name="Name">Masked.</param>
internal sealed record DinerView(Guid SeniorId, string Name);

/// <summary>Finds the senior of a whole ID number, for staff who order for somebody in front of them; each try is written down.</summary>
internal sealed class FindDiner(CityDatabase database, CityWriter writer, CityFacts facts, ShownPapers papers)
{
    public async Task<DinerView> Handle(Guid canteenId, FindDinerRequest request, Caller caller, CancellationToken ct)
    {
        if (caller.Account.CanteenId != canteenId) throw RequestProblem.NotFound();
        new FieldErrors().Text(request.IdNumber, "idNumber", 6, 40).ThrowIfAny();
        using var db = database.Read();
        var canteen = await db.Canteens.SingleAsync(canteen => canteen.Id == canteenId, ct);
        var city = facts.Below(facts.Divisions.CityOf(canteen.DivisionCode) ?? canteen.DivisionCode);
        var found = papers.HolderOfDocument(db, request.IdNumber!, senior => city.Contains(senior.ResidenceDivision) || city.Contains(senior.HukouDivision));
        await writer.Commit(Lane.Interactive, unit => unit.Record(caller.Actor, "senior.matchedAtCounter", found?.Id.ToString() ?? "none", found?.Id), ct);
        return found is null ? throw RequestProblem.NotFound("idNumber") : new(found.Id, Masking.Name(found.Name));
    }
}

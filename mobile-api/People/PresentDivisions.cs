using ElderCare.Data.Writing;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.People;

/// <summary>Keeps the divisions by which a person is listed and seen at where they are registered and live today.</summary>
internal static class PresentDivisions
{
    /// <summary>Sets the person's record to today's divisions; their ledger accounts follow the home.</summary>
    public static void Settle(FactChange change)
    {
        var periods = change.Current<DivisionPeriod>();
        var senior = change.Senior;
        senior.HukouDivision = On(DivisionBasis.Hukou) ?? senior.HukouDivision;
        if (On(DivisionBasis.Residence) is not { } home || home == senior.ResidenceDivision) return;
        senior.ResidenceDivision = home;
        change.Unit.Sql.Execute("""UPDATE "LedgerAccounts" SET "DivisionCode" = @p0 WHERE "Owner" = @p1""", home, senior.Id.ToString());

        string? On(DivisionBasis basis) => periods.Find(period => period.Basis == basis && period.HoldsOn(change.Today))?.DivisionCode;
    }

    /// <summary>The same in a unit of its own, when the day of a move has come.</summary>
    public static Task Settle(CityWriter writer, Guid seniorId, CancellationToken ct) => writer.Commit(Lane.Bulk, unit =>
    {
        var senior = unit.Db.Seniors.Single(senior => senior.Id == seniorId);
        var (hukou, residence) = (senior.HukouDivision, senior.ResidenceDivision);
        Settle(new FactChange(unit, senior));
        if ((hukou, residence) != (senior.HukouDivision, senior.ResidenceDivision)) senior.Version++;
    }, ct);
}

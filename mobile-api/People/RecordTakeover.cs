using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;

namespace ElderCare.MobileApi.People;

/// <summary>Moves what hangs on one record of a person, beside orders and money, to the other. A table with a senior's rows needs a line here.</summary>
internal static class RecordTakeover
{
    /// <summary>Tables whose rows simply change their senior.</summary>
    private static readonly string[] Plain = ["CategoryPeriods", "Absences", "FamilyLinks", "Cards", "Consents", "Vouches", "StandingOrders", "ServicePlans", "MealAdjustments", "LifeChecks", "Devices", "CallPeople", "Tickets"];

    /// <summary>Moves everything; answers the accounts that see the person otherwise from now on.</summary>
    public static IReadOnlyList<Guid> Move(CityUnit unit, Guid from, Guid to, Caller caller, MergeReview review)
    {
        var accounts = unit.Sql.Query(
            """SELECT "AccountId" FROM "FamilyLinks" WHERE "SeniorId" = @p0 UNION SELECT "Id" FROM "Accounts" WHERE "SeniorId" = @p0""", row => row.GetGuid(0), from);
        review.Links(EndDoubleLinks(unit, from, to));
        RevokeDoubleConsents(unit, from, to, caller.AccountId);
        SupersedeDoubleAbsence(unit, from, to);
        unit.Sql.Execute(
            """
            UPDATE "Contacts" SET "SeniorId" = @p1, "CallOrder" = "CallOrder" + (SELECT COALESCE(MAX(c."CallOrder"), 0) FROM "Contacts" c WHERE c."SeniorId" = @p1)
            WHERE "SeniorId" = @p0
            """, from, to);
        unit.Sql.Execute("""UPDATE "SeniorPhotos" SET "SeniorId" = @p1 WHERE "SeniorId" = @p0 AND NOT EXISTS (SELECT 1 FROM "SeniorPhotos" p WHERE p."SeniorId" = @p1)""", from, to);
        foreach (var table in Plain) unit.Sql.Execute($"""UPDATE "{table}" SET "SeniorId" = @p1 WHERE "SeniorId" = @p0""", from, to);
        unit.Sql.Execute("""UPDATE "Accounts" SET "SeniorId" = @p1, "Version" = "Version" + 1 WHERE "SeniorId" = @p0""", from, to);
        unit.Sql.Execute("""UPDATE "Seniors" SET "MergedInto" = @p1, "Version" = "Version" + 1 WHERE "MergedInto" = @p0""", from, to);
        return accounts;
    }

    /// <summary>Of two links to one family member the one of the record that stays holds: nobody gets more rights by a merge.</summary>
    private static int EndDoubleLinks(CityUnit unit, Guid from, Guid to) => unit.Sql.Execute(
        """
        UPDATE "FamilyLinks" SET "ValidTo" = @p2 WHERE "SeniorId" = @p0 AND ("ValidTo" IS NULL OR "ValidTo" > @p2)
          AND "AccountId" IN (SELECT l."AccountId" FROM "FamilyLinks" l WHERE l."SeniorId" = @p1 AND (l."ValidTo" IS NULL OR l."ValidTo" > @p2))
        """, from, to, unit.Now.ToUnixTimeTicks());

    /// <summary>Nobody is away twice: of two absences that last the one of the record that stays holds.</summary>
    private static void SupersedeDoubleAbsence(CityUnit unit, Guid from, Guid to) => unit.Sql.Execute(
        """
        UPDATE "Absences" SET "SupersededAt" = @p2 WHERE "SeniorId" = @p0 AND "SupersededAt" IS NULL AND "ValidTo" IS NULL
          AND EXISTS (SELECT 1 FROM "Absences" a WHERE a."SeniorId" = @p1 AND a."SupersededAt" IS NULL AND a."ValidTo" IS NULL)
        """, from, to, unit.Now.ToUnixTimeTicks());

    /// <summary>Of two consents of a kind the one of the record that stays holds.</summary>
    private static void RevokeDoubleConsents(CityUnit unit, Guid from, Guid to, Guid by) => unit.Sql.Execute(
        """
        UPDATE "Consents" SET "RevokedOn" = @p2, "RevokedBy" = @p3 WHERE "SeniorId" = @p0 AND "RevokedOn" IS NULL
          AND "Kind" IN (SELECT c."Kind" FROM "Consents" c WHERE c."SeniorId" = @p1 AND c."RevokedOn" IS NULL)
        """, from, to, CityClock.DateOf(unit.Now).ToDateOnly(), by);
}

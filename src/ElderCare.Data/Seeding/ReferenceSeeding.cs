using ElderCare.Data.People;
using ElderCare.Data.Funding;
using System.Text.Json.Nodes;
using ElderCare.Data.Ledger;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Loads what every installation starts with: divisions, funds with their ledger accounts, subsidy rules, voucher types, answers to what callers ask, and services that can be booked.</summary>
public static class ReferenceSeeding
{
    private const string OwnDistrictFund = "fund-own-district";

    /// <summary>Adds what is missing and corrects divisions that were renamed and whose money a fund is; rules that are there are never touched.</summary>
    /// <exception cref="InvalidDataException">A file names a fund that funds.csv lacks, or has a row that cannot be read.</exception>
    public static async Task Load(CityWriter writer, CityDatabase database)
    {
        await LoadDivisions(writer, database);
        await LoadFunds(writer, database);
        await LoadRules(writer, database);
        await LoadAnswers(writer, database);
        await LoadVoucherTypes(writer, database);
        await LoadServiceItems(writer, database);
    }

    private static async Task LoadServiceItems(CityWriter writer, CityDatabase database)
    {
        var known = (await Read(database, city => city.ServiceItems.Select(item => item.Code).ToListAsync())).ToHashSet();
        var missing = HomeServicePolicies.Items().Where(item => !known.Contains(item.Code)).ToList();
        if (missing.Count > 0) await writer.Commit(Lane.Bulk, unit => unit.TryInsertAll([.. missing]));
    }

    private static async Task LoadAnswers(CityWriter writer, CityDatabase database)
    {
        var known = (await Read(database, city => city.PolicyAnswers.Select(answer => answer.Id).ToListAsync())).ToHashSet();
        var missing = HotlinePolicies.Answers().Where(answer => !known.Contains(answer.Id)).ToList();
        if (missing.Count > 0) await writer.Commit(Lane.Bulk, unit => unit.TryInsertAll([.. missing]));
    }

    private static async Task LoadVoucherTypes(CityWriter writer, CityDatabase database)
    {
        var known = (await Read(database, city => city.VoucherTypes.Select(type => type.Id).Distinct().ToListAsync())).ToHashSet();
        var missing = VoucherPolicies.Types().Where(type => !known.Contains(type.Id)).ToList();
        if (missing.Count == 0) return;
        await writer.Commit(Lane.Bulk, unit =>
        {
            foreach (var type in missing)
            {
                unit.TryInsert(new VoucherProgrammeRow { Code = type.Programme(), CityCode = type.City! });
                unit.TryInsert(VoucherTypes.RowOf(type, 1, "seed-data", unit.Now));
            }
        });
    }

    private static async Task LoadDivisions(CityWriter writer, CityDatabase database)
    {
        var known = await Read(database, city => city.Divisions.ToDictionaryAsync(row => row.Code));
        var rows = ReferenceData.Divisions()
            .Select(record => new DivisionRow { Code = record.Code, Name = record.Name, Parent = record.Parent, Level = record.Level, Kind = record.Kind })
            .ToList();
        await BulkRows.AddMissing(writer, rows.Where(row => !known.ContainsKey(row.Code)));
        var changed = rows.Where(row => known.TryGetValue(row.Code, out var old) && (old.Name, old.Parent, old.Level, old.Kind) != (row.Name, row.Parent, row.Level, row.Kind));
        foreach (var chunk in changed.Chunk(BulkRows.Most)) await writer.Commit(Lane.Bulk, unit => Correct(unit, chunk));
    }

    private static void Correct(CityUnit unit, IEnumerable<DivisionRow> rows)
    {
        foreach (var row in rows)
        {
            unit.Sql.Execute(
                """UPDATE "Divisions" SET "Name" = @p0, "Parent" = @p1, "Level" = @p2, "Kind" = @p3 WHERE "Code" = @p4""",
                row.Name, row.Parent, row.Level, row.Kind, row.Code);
        }
    }

    private static async Task LoadFunds(CityWriter writer, CityDatabase database)
    {
        var known = await Read(database, city => city.Funds.ToDictionaryAsync(fund => fund.Id, fund => fund.Payer));
        var wrong = ReferenceData.Funds().Where(fund => known.TryGetValue(fund.Id, out var payer) && payer != fund.Payer).ToList();
        if (wrong.Count > 0) await writer.Commit(Lane.Bulk, unit => wrong.ForEach(fund => unit.Sql.Execute("""UPDATE "Funds" SET "Payer" = @p0 WHERE "Id" = @p1""", fund.Payer.ToString(), fund.Id)));
        foreach (var missing in ReferenceData.Funds().Where(fund => !known.ContainsKey(fund.Id)).Chunk(20))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                unit.TryInsertAll([.. missing.Select(fund => new Fund { Id = fund.Id, NameZh = fund.NameZh, NameEn = fund.NameEn, DivisionCode = fund.DivisionCode, Payer = fund.Payer }.On(fund.Terms))]);
                unit.Open([.. missing.SelectMany(AccountsOf)]);
            });
        }
    }

    private static IEnumerable<LedgerAccount> AccountsOf(FundRecord fund) =>
    [
        LedgerAccount.Open(AccountKind.Treasury, fund.DivisionCode, fund.DivisionCode),
        LedgerAccount.Open(AccountKind.Fund, fund.Id, fund.DivisionCode),
        LedgerAccount.Open(AccountKind.FundReserved, fund.Id, fund.DivisionCode),
        LedgerAccount.Open(AccountKind.FundOverdraft, fund.Id, fund.DivisionCode),
    ];

    private static async Task LoadRules(CityWriter writer, CityDatabase database)
    {
        var known = (await Read(database, city => city.SubsidyRules.Select(rule => rule.Id).Distinct().ToListAsync())).ToHashSet();
        var rules = ReferenceData.SubsidyRules();
        RefuseUnknownFunds(rules);
        foreach (var missing in rules.Where(rule => !known.Contains(Word(rule, "id"))).Chunk(BulkRows.Most / 2))
        {
            await writer.Commit(Lane.Bulk, unit => unit.TryInsertAll([.. missing.SelectMany(rule => RowsOf(rule, unit.Now))]));
        }
    }

    private static void RefuseUnknownFunds(IReadOnlyList<JsonObject> rules)
    {
        var funds = ReferenceData.Funds().Select(fund => fund.Id).Append(OwnDistrictFund).ToHashSet();
        foreach (var rule in rules)
        {
            if (rule["funding"]!.AsArray().Select(line => (string)line!["fundId"]!).FirstOrDefault(fund => !funds.Contains(fund)) is { } unknown)
            {
                throw new InvalidDataException($"seed-data/policies/subsidy_rules.json, {Word(rule, "id")}, funding: funds.csv has no {unknown}.");
            }
        }
    }

    private static IEnumerable<object> RowsOf(JsonObject rule, Instant now)
    {
        var kept = rule.DeepClone().AsObject();
        kept.Remove("loadAs");
        kept.Remove("inferred");
        var id = Word(rule, "id");
        var status = Word(rule, "loadAs") == "published" ? RuleStatus.Published : RuleStatus.Draft;
        yield return new SubsidyRuleRow { Id = id, Version = 1, Status = status, City = Word(rule, "city"), Json = kept.ToJsonString(StoredJson.Options) };
        yield return new SubsidyRuleActRow { RuleId = id, Number = 1, Version = 1, Kind = RuleActKind.Loaded, Actor = "seed-data", At = now };
    }

    private static string Word(JsonObject rule, string field) =>
        (string?)rule[field] ?? throw new InvalidDataException($"seed-data/policies/subsidy_rules.json: a rule has no {field}.");

    private static async Task<T> Read<T>(CityDatabase database, Func<CityContext, Task<T>> read)
    {
        await using var city = database.Read();
        return await read(city);
    }
}

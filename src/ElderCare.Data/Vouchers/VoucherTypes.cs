using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Data.Vouchers;

/// <summary>Programmes and their types as they are kept.</summary>
public static class VoucherTypes
{
    private const string LockProgramme = """UPDATE "VoucherProgrammes" SET "CityCode" = "CityCode" WHERE "Code" = @p0""";

    /// <summary>The programme for this unit alone until it ends.</summary>
    public static void TakeProgramme(this CityUnit unit, string code) => unit.Sql.Execute(LockProgramme, code);

    /// <summary>Every type of a programme in every version, the newest version first; of all programmes when none is named.</summary>
    public static async Task<IReadOnlyList<VoucherTypeVersion>> Read(CityContext db, string? programme, CancellationToken ct)
    {
        var rows = db.VoucherTypes.AsNoTracking();
        if (programme is not null) rows = rows.Where(row => row.ProgrammeCode == programme);
        return [.. (await rows.OrderBy(row => row.Id).ThenByDescending(row => row.Version).ToListAsync(ct)).Select(Of)];
    }

    /// <summary>The row that keeps a version.</summary>
    public static VoucherTypeRow RowOf(VoucherType type, int version, string actor, Instant at) =>
        new() { Id = type.Id, Version = version, ProgrammeCode = type.Programme(), Json = JsonSerializer.Serialize(type, StoredJson.Options), Actor = actor, At = at };

    private static VoucherTypeVersion Of(VoucherTypeRow row) => new(JsonSerializer.Deserialize<VoucherType>(row.Json, StoredJson.Options)!, row.Version);
}

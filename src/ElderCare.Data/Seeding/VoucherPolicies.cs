using System.Text.Json;
using ElderCare.Domain.Vouchers;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/hour_rules.json</c>.</summary>
public static class VoucherPolicies
{
    private const string File = "policies/hour_rules.json";

    /// <summary>The voucher types with which every installation starts; those without minutes are listed and grant nothing.</summary>
    /// <exception cref="InvalidDataException">A type cannot be kept; the message names its id and field.</exception>
    public static IReadOnlyList<VoucherType> Types()
    {
        try
        {
            var types = JsonSerializer.Deserialize<List<VoucherType>>(ReferenceData.TextOf(File), StoredJson.Options)!;
            foreach (var type in types)
            {
                if (VoucherTypeValidation.Problems(type) is [var problem, ..]) throw new InvalidDataException($"seed-data/{File}, {type.Id}: {problem.Message.En}.");
            }
            return types;
        }
        catch (JsonException bad)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }
}

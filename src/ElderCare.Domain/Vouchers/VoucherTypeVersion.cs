using NodaTime;

namespace ElderCare.Domain.Vouchers;

/// <summary>A version of a type; vouchers name the one by which they were granted.</summary>
/// <param name="Type">The type.</param>
/// <param name="Version">Counts up with each replacement, from 1.</param>
public sealed record VoucherTypeVersion(VoucherType Type, int Version)
{
    /// <summary>As vouchers and postings name it, such as <c>illus-E@1</c>.</summary>
    public string Name => $"{Type.Id}@{Version}";
}

/// <summary>Which versions hold.</summary>
public static class VoucherTypeVersions
{
    /// <summary>Of each type the version that holds on a date: the newest that has begun, unless it has ended.</summary>
    public static IReadOnlyList<VoucherTypeVersion> On(this IEnumerable<VoucherTypeVersion> versions, LocalDate date) =>
        [.. versions.GroupBy(version => version.Type.Id).Select(type => type.OrderByDescending(version => version.Version).FirstOrDefault(version => version.Type.ValidFrom is not { } from || from <= date))
            .OfType<VoucherTypeVersion>().Where(version => version.Type.HoldsOn(date))];
}

namespace ElderCare.Data.Vouchers;

/// <summary>A programme that grants vouchers; whoever grants by it locks this row, so that its grants follow one another.</summary>
public sealed class VoucherProgrammeRow
{
    /// <summary>Such as <c>illus-hours</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The city whose programme it is; 000000 for every city.</summary>
    public required string CityCode { get; init; }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Vouchers;

internal sealed class VoucherProgrammeMapping : IEntityTypeConfiguration<VoucherProgrammeRow>
{
    public void Configure(EntityTypeBuilder<VoucherProgrammeRow> row)
    {
        row.ToTable("VoucherProgrammes");
        row.HasKey(r => r.Code);
    }
}

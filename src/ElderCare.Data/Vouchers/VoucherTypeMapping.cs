using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Vouchers;

internal sealed class VoucherTypeMapping : IEntityTypeConfiguration<VoucherTypeRow>
{
    public void Configure(EntityTypeBuilder<VoucherTypeRow> row)
    {
        row.ToTable("VoucherTypes");
        row.HasKey(r => new { r.Id, r.Version });
        row.HasIndex(r => r.ProgrammeCode);
    }
}

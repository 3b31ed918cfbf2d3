using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Funding;

internal sealed class FundAlertMapping : IEntityTypeConfiguration<FundAlertRow>
{
    public void Configure(EntityTypeBuilder<FundAlertRow> row)
    {
        row.ToTable("FundAlerts");
        row.HasKey(r => new { r.FundId, r.Shortage });
    }
}

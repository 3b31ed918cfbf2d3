using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class VisitStampMapping : IEntityTypeConfiguration<VisitStamp>
{
    public void Configure(EntityTypeBuilder<VisitStamp> row)
    {
        row.Property(stamp => stamp.Id).ValueGeneratedNever();
        row.HasOne<ServiceOrder>().WithMany().HasForeignKey(stamp => stamp.OrderId);
        row.Property(stamp => stamp.Flags).HasConversion<JsonList<StampFlag>, JsonListComparer<StampFlag>>();
        row.HasIndex(stamp => new { stamp.OrderId, stamp.Kind });
        row.HasIndex(stamp => stamp.Kind).HasFilter("\"Kind\" = 'GivenUp'"); // few, and counted for each month's figures
    }
}

using ElderCare.Domain.Meals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Meals;

internal sealed class AdjustmentLineMapping : IEntityTypeConfiguration<AdjustmentLine>
{
    public void Configure(EntityTypeBuilder<AdjustmentLine> line)
    {
        line.HasKey(l => new { l.AdjustmentId, l.FundId, l.RuleVersion });
        line.HasOne<MealAdjustment>().WithMany().HasForeignKey(l => l.AdjustmentId);
        line.HasIndex(l => new { l.FundId, l.AdjustmentId });
        line.ToTable("AdjustmentLines", table => table.HasCheckConstraint("CK_AdjustmentLines_Amount", "\"AmountFen\" <> 0"));
    }
}

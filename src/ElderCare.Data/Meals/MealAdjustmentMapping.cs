using ElderCare.Domain.Meals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Meals;

internal sealed class MealAdjustmentMapping : IEntityTypeConfiguration<MealAdjustment>
{
    public void Configure(EntityTypeBuilder<MealAdjustment> adjustment)
    {
        adjustment.Property(a => a.Id).ValueGeneratedNever();
        adjustment.HasOne<MealOrder>().WithMany().HasForeignKey(a => a.OrderId);
        adjustment.HasIndex(a => a.OrderId).IsUnique().HasFilter("\"ReversedAt\" IS NULL");
        adjustment.HasIndex(a => new { a.SeniorId, a.Id });
    }
}

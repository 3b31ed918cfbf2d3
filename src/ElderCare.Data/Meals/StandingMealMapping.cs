using ElderCare.Domain.Meals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Meals;

internal sealed class StandingMealMapping : IEntityTypeConfiguration<StandingMeal>
{
    public void Configure(EntityTypeBuilder<StandingMeal> meal)
    {
        meal.HasKey(m => new { m.StandingOrderId, m.ServedOn, m.Period });
        meal.HasOne<StandingOrder>().WithMany().HasForeignKey(m => m.StandingOrderId);
    }
}

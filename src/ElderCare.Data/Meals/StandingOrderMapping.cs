using ElderCare.Domain.Canteens;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Meals;

internal sealed class StandingOrderMapping : IEntityTypeConfiguration<StandingOrder>
{
    public void Configure(EntityTypeBuilder<StandingOrder> order)
    {
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Weekdays).HasConversion<JsonList<int>, JsonListComparer<int>>();
        order.Property(o => o.Periods).HasConversion<JsonList<MealPeriod>, JsonListComparer<MealPeriod>>();
        order.Property(o => o.Items).HasConversion<JsonList<StandingItem>, JsonListComparer<StandingItem>>();
        order.Property(o => o.Version).IsConcurrencyToken();
        order.HasOne<Senior>().WithMany().HasForeignKey(o => o.SeniorId);
        order.HasOne<Canteen>().WithMany().HasForeignKey(o => o.CanteenId);
        order.HasIndex(o => new { o.SeniorId, o.Id });
    }
}

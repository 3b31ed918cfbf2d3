using ElderCare.Domain.Access;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Meals;

internal sealed class MealOrderMapping : IEntityTypeConfiguration<MealOrder>
{
    public void Configure(EntityTypeBuilder<MealOrder> order)
    {
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Items).HasConversion<JsonList<Portion>, JsonListComparer<Portion>>();
        order.Property(o => o.Splits).HasConversion<JsonList<OrderSplit>, JsonListComparer<OrderSplit>>();
        order.Property(o => o.Explanation).HasConversion<JsonList<Bilingual>, JsonListComparer<Bilingual>>();
        order.Property(o => o.AllergyOverride).HasConversion<JsonRecord<AllergyOverride>>();
        order.Property(o => o.Version).IsConcurrencyToken();
        order.Ignore(o => o.SelfPayFen);
        order.Ignore(o => o.SubsidyFen);
        order.Ignore(o => o.Stands);
        order.HasIndex(o => new { o.SeniorId, o.Id });
        order.HasIndex(o => new { o.CanteenId, o.ServedOn, o.Period, o.Code }).IsUnique();
    }
}

using ElderCare.Domain.Canteens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Canteens;

internal sealed class DishMapping : IEntityTypeConfiguration<Dish>
{
    public void Configure(EntityTypeBuilder<Dish> dish)
    {
        dish.Property(d => d.Id).ValueGeneratedNever();
        dish.Property(d => d.Allergens).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.Property(d => d.Diets).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.Property(d => d.Tags).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.Property(d => d.Version).IsConcurrencyToken();
        dish.HasOne<Canteen>().WithMany().HasForeignKey(d => d.CanteenId);
        dish.HasIndex(d => new { d.CanteenId, d.Name }).IsUnique();
        dish.ToTable(table => table.HasCheckConstraint("CK_Dishes_Price", "\"PriceFen\" >= 0"));
    }
}

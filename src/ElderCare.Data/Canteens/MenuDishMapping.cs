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

namespace ElderCare.Data.Canteens;

internal sealed class MenuDishMapping : IEntityTypeConfiguration<MenuDish>
{
    public void Configure(EntityTypeBuilder<MenuDish> dish)
    {
        dish.Property(d => d.Id).ValueGeneratedNever();
        dish.Property(d => d.Allergens).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.Property(d => d.Diets).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.Property(d => d.Tags).HasConversion<JsonList<string>, JsonListComparer<string>>();
        dish.HasOne<Menu>().WithMany().HasForeignKey(d => d.MenuId);
        dish.HasIndex(d => new { d.MenuId, d.Name }).IsUnique();
        dish.ToTable(table => table.HasCheckConstraint("CK_MenuDishes_Remaining", "\"Remaining\" >= 0 AND \"Remaining\" <= \"Capacity\" AND \"PriceFen\" >= 0"));
    }
}

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

internal sealed class MenuMapping : IEntityTypeConfiguration<Menu>
{
    public void Configure(EntityTypeBuilder<Menu> menu)
    {
        menu.Property(m => m.Id).ValueGeneratedNever();
        menu.Property(m => m.Version).IsConcurrencyToken();
        menu.HasOne<Canteen>().WithMany().HasForeignKey(m => m.CanteenId);
        menu.HasIndex(m => new { m.CanteenId, m.ServedOn, m.Period }).IsUnique();
    }
}

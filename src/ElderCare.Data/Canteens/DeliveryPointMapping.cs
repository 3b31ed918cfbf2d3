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

internal sealed class DeliveryPointMapping : IEntityTypeConfiguration<DeliveryPoint>
{
    public void Configure(EntityTypeBuilder<DeliveryPoint> point)
    {
        point.Property(p => p.Id).ValueGeneratedNever();
        point.Property(p => p.Version).IsConcurrencyToken();
        point.HasOne<Canteen>().WithMany().HasForeignKey(p => p.CanteenId);
        point.HasIndex(p => p.CanteenId);
        point.HasIndex(p => new { p.DivisionCode, p.Id });
    }
}

using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class ServiceOrderMapping : IEntityTypeConfiguration<ServiceOrder>
{
    public void Configure(EntityTypeBuilder<ServiceOrder> row)
    {
        row.Property(order => order.Id).ValueGeneratedNever();
        row.HasOne<Senior>().WithMany().HasForeignKey(order => order.SeniorId);
        row.HasOne<ServiceItem>().WithMany().HasForeignKey(order => order.ServiceItemId);
        row.HasIndex(order => new { order.SeniorId, order.StartsAt });
        row.HasIndex(order => new { order.WorkerId, order.StartsAt }).HasFilter("\"WorkerId\" IS NOT NULL");
        row.HasIndex(order => order.SecondWorkerId).HasFilter("\"SecondWorkerId\" IS NOT NULL");
        row.HasIndex(order => new { order.ProviderId, order.StartsAt }).HasFilter("\"ProviderId\" IS NOT NULL");
        row.HasIndex(order => new { order.State, order.StartsAt });
        row.Property(order => order.Version).IsConcurrencyToken();
    }
}

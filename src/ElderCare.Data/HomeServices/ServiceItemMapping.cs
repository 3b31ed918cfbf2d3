using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class ServiceItemMapping : IEntityTypeConfiguration<ServiceItem>
{
    public void Configure(EntityTypeBuilder<ServiceItem> row)
    {
        row.Property(item => item.Id).ValueGeneratedNever();
        row.HasIndex(item => item.Code).IsUnique();
    }
}

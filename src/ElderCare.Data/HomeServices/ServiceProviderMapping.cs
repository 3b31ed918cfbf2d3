using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class ServiceProviderMapping : IEntityTypeConfiguration<ServiceProvider>
{
    public void Configure(EntityTypeBuilder<ServiceProvider> row)
    {
        row.Property(provider => provider.Id).ValueGeneratedNever();
        row.Property(provider => provider.Version).IsConcurrencyToken();
    }
}

using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class ProviderContractMapping : IEntityTypeConfiguration<ProviderContract>
{
    public void Configure(EntityTypeBuilder<ProviderContract> row)
    {
        row.Property(contract => contract.Id).ValueGeneratedNever();
        row.HasOne<ServiceProvider>().WithMany().HasForeignKey(contract => contract.ProviderId);
        row.HasIndex(contract => contract.ProviderId);
    }
}

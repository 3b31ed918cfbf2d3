using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class CarePackageMapping : IEntityTypeConfiguration<CarePackage>
{
    public void Configure(EntityTypeBuilder<CarePackage> row)
    {
        row.Property(package => package.Id).ValueGeneratedNever();
        row.Property(package => package.Minimums).HasConversion<JsonList<CareMinimum>, JsonListComparer<CareMinimum>>();
        row.Property(package => package.Version).IsConcurrencyToken();
        row.HasIndex(package => package.Code).IsUnique();
    }
}

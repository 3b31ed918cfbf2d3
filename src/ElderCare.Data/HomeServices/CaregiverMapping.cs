using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class CaregiverMapping : IEntityTypeConfiguration<Caregiver>
{
    public void Configure(EntityTypeBuilder<Caregiver> row)
    {
        row.Property(caregiver => caregiver.Id).ValueGeneratedNever();
        row.HasOne<ServiceProvider>().WithMany().HasForeignKey(caregiver => caregiver.ProviderId);
        row.Property(caregiver => caregiver.Certificates).HasConversion<JsonList<HeldCertificate>, JsonListComparer<HeldCertificate>>();
        row.Property(caregiver => caregiver.Areas).HasConversion<JsonList<string>, JsonListComparer<string>>();
        row.HasIndex(caregiver => caregiver.ProviderId);
        row.Property(caregiver => caregiver.Version).IsConcurrencyToken();
    }
}

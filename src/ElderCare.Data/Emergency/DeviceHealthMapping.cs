using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class DeviceHealthMapping : IEntityTypeConfiguration<DeviceHealth>
{
    public void Configure(EntityTypeBuilder<DeviceHealth> row)
    {
        row.ToTable("DeviceHealth");
        row.HasKey(h => h.DeviceId);
        row.Property(h => h.DeviceId).ValueGeneratedNever();
        row.HasIndex(h => h.SeenAt).HasFilter("\"SilentSince\" IS NULL");
        row.HasOne<Device>().WithMany().HasForeignKey(h => h.DeviceId);
    }
}

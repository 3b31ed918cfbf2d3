using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class DeviceMapping : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> device)
    {
        device.Property(row => row.Id).ValueGeneratedNever();
        device.HasIndex(d => new { d.Protocol, d.Number }).IsUnique();
        device.HasIndex(d => d.SeniorId);
        device.Property(d => d.Version).IsConcurrencyToken();
    }
}

using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class DeviceSignalMapping : IEntityTypeConfiguration<DeviceSignal>
{
    public void Configure(EntityTypeBuilder<DeviceSignal> signal)
    {
        signal.Property(row => row.Id).ValueGeneratedNever();
        signal.HasIndex(s => s.Once).IsUnique();
        signal.HasIndex(s => new { s.DeviceId, s.Id });
        signal.HasIndex(s => s.ReceivedAt).HasFilter("\"Type\" IN ('LowBattery', 'PowerFail')");
        signal.HasIndex(s => new { s.IncidentId, s.Id }).HasFilter("\"IncidentId\" IS NOT NULL");
    }
}

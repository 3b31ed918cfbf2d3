using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.Property(row => row.Id).ValueGeneratedNever();
        incident.Property(i => i.Ladder).HasConversion<SharedJsonRecord<EscalationLadder>>();
        incident.HasIndex(i => i.OpenFor).IsUnique();
        incident.HasIndex(i => new { i.SeniorId, i.Id });
        incident.HasIndex(i => i.RaisedAt).HasFilter("\"IsProbe\"");
        incident.HasIndex(i => i.ClaimedBy).HasFilter("\"ClaimedBy\" IS NOT NULL");
        incident.Property(i => i.Version).IsConcurrencyToken();
    }
}

using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class DispatchMapping : IEntityTypeConfiguration<Dispatch>
{
    public void Configure(EntityTypeBuilder<Dispatch> row)
    {
        row.Property(d => d.Id).ValueGeneratedNever();
        row.HasOne<Incident>().WithMany().HasForeignKey(d => d.IncidentId);
        row.HasIndex(d => new { d.IncidentId, d.Id });
        row.HasIndex(d => new { d.ResponderId, d.Id });
    }
}

using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class IncidentNoteMapping : IEntityTypeConfiguration<IncidentNote>
{
    public void Configure(EntityTypeBuilder<IncidentNote> note)
    {
        note.Property(row => row.Id).ValueGeneratedNever();
        note.HasOne<Incident>().WithMany().HasForeignKey(n => n.IncidentId);
        note.HasIndex(n => new { n.IncidentId, n.Id });
    }
}

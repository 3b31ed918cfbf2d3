using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class CallNoteMapping : IEntityTypeConfiguration<CallNote>
{
    public void Configure(EntityTypeBuilder<CallNote> note)
    {
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasOne<Call>().WithMany().HasForeignKey(n => n.CallId);
        note.HasIndex(n => new { n.CallId, n.Id });
    }
}

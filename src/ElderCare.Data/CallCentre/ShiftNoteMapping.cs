using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class ShiftNoteMapping : IEntityTypeConfiguration<ShiftNote>
{
    public void Configure(EntityTypeBuilder<ShiftNote> note)
    {
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasIndex(n => new { n.DivisionCode, n.Id });
    }
}

using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class BookedSlotMapping : IEntityTypeConfiguration<BookedSlot>
{
    public void Configure(EntityTypeBuilder<BookedSlot> row)
    {
        row.HasKey(slot => new { slot.PersonId, slot.Slot });
        row.HasIndex(slot => slot.OrderId);
    }
}

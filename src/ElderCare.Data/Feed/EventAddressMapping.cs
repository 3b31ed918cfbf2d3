using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Feed;

internal sealed class EventAddressMapping : IEntityTypeConfiguration<EventAddressRow>
{
    public void Configure(EntityTypeBuilder<EventAddressRow> row)
    {
        row.ToTable("EventAddresses");
        row.HasKey(r => new { r.Audience, r.Sequence });
    }
}

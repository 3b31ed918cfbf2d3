using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Writing;

internal sealed class MessageMapping : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> row)
    {
        row.ToTable("Messages");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => new { r.SentAt, r.FailedAt, r.DueAt });
        row.HasIndex(r => r.About).HasFilter("\"About\" IS NOT NULL");
    }
}

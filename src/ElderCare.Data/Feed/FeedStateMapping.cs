using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Feed;

internal sealed class FeedStateMapping : IEntityTypeConfiguration<FeedStateRow>
{
    public void Configure(EntityTypeBuilder<FeedStateRow> row)
    {
        row.ToTable("FeedState");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasData(new FeedStateRow { Id = 1 });
    }
}

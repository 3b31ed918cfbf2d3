using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Writing;

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> row)
    {
        row.ToTable("Idempotency");
        row.HasKey(r => new { r.Caller, r.Path, r.Key });
        row.HasIndex(r => r.At);
    }
}

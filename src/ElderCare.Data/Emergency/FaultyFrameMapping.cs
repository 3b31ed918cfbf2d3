using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class FaultyFrameMapping : IEntityTypeConfiguration<FaultyFrame>
{
    public void Configure(EntityTypeBuilder<FaultyFrame> row)
    {
        row.Property(f => f.Id).ValueGeneratedNever();
        row.HasIndex(f => new { f.Protocol, f.Id });
    }
}

using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Writing;

internal sealed class TimerMapping : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> row)
    {
        row.ToTable("Timers");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => r.DueAt);
        row.HasIndex(r => new { r.Kind, r.Subject });
    }
}

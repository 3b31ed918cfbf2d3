using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class CardMapping : IEntityTypeConfiguration<Card>
{
    public void Configure(EntityTypeBuilder<Card> card)
    {
        card.Property(c => c.Id).ValueGeneratedNever();
        card.HasOne<Senior>().WithMany().HasForeignKey(c => c.SeniorId);
        card.HasOne<Card>().WithMany().HasForeignKey(c => c.ReplacedBy).OnDelete(DeleteBehavior.Restrict);
        card.HasIndex(c => new { c.SeniorId, c.Id });
        card.HasIndex(c => c.NumberIndex).IsUnique().HasFilter("\"State\" = 'Active'");
    }
}

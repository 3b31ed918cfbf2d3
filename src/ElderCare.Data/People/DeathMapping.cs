using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class DeathMapping : IEntityTypeConfiguration<Death>
{
    public void Configure(EntityTypeBuilder<Death> death)
    {
        death.Property(d => d.Id).ValueGeneratedNever();
        death.HasOne<Senior>().WithMany().HasForeignKey(d => d.SeniorId);
        death.HasIndex(d => d.SeniorId);
        death.HasIndex(d => d.SeniorId, "IX_Deaths_Believed").IsUnique().HasFilter("\"SupersededAt\" IS NULL");
    }
}

using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class LifeCheckMapping : IEntityTypeConfiguration<LifeCheck>
{
    public void Configure(EntityTypeBuilder<LifeCheck> check)
    {
        check.Property(c => c.Id).ValueGeneratedNever();
        check.HasOne<Senior>().WithMany().HasForeignKey(c => c.SeniorId);
        check.HasIndex(c => new { c.SeniorId, c.SeenOn });
    }
}

using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.Property(c => c.Id).ValueGeneratedNever();
        consent.Ignore(c => c.DecidedBy);
        consent.HasOne<Senior>().WithMany().HasForeignKey(c => c.SeniorId);
        consent.HasIndex(c => new { c.SeniorId, c.Id });
        consent.HasIndex(c => new { c.SeniorId, c.Kind }).IsUnique().HasFilter("\"RevokedOn\" IS NULL");
    }
}

using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class DivisionPeriodMapping : IEntityTypeConfiguration<DivisionPeriod>
{
    public void Configure(EntityTypeBuilder<DivisionPeriod> period)
    {
        period.Property(p => p.Id).ValueGeneratedNever();
        period.HasOne<Senior>().WithMany().HasForeignKey(p => p.SeniorId);
        period.HasIndex(p => p.SeniorId);
        period.HasIndex(p => new { p.SeniorId, p.Basis }).IsUnique().HasFilter("\"SupersededAt\" IS NULL AND \"ValidTo\" IS NULL");
    }
}

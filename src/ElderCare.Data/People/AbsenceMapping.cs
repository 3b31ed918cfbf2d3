using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.Property(a => a.Id).ValueGeneratedNever();
        absence.HasOne<Senior>().WithMany().HasForeignKey(a => a.SeniorId);
        absence.HasIndex(a => a.SeniorId);
        absence.HasIndex(a => a.SeniorId, "IX_Absences_Lasting").IsUnique().HasFilter("\"SupersededAt\" IS NULL AND \"ValidTo\" IS NULL");
    }
}

using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class CallPersonMapping : IEntityTypeConfiguration<CallPerson>
{
    public void Configure(EntityTypeBuilder<CallPerson> person)
    {
        person.ToTable("CallPeople");
        person.Property(p => p.Id).ValueGeneratedNever();
        person.HasOne<Call>().WithMany().HasForeignKey(p => p.CallId);
        person.HasIndex(p => p.CallId);
        person.HasIndex(p => new { p.SeniorId, p.Id });
    }
}

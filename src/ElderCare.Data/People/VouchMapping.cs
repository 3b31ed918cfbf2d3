using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class VouchMapping : IEntityTypeConfiguration<Vouch>
{
    public void Configure(EntityTypeBuilder<Vouch> vouch)
    {
        vouch.HasKey(v => new { v.StaffId, v.On, v.Number });
        vouch.HasOne<Senior>().WithMany().HasForeignKey(v => v.SeniorId);
    }
}

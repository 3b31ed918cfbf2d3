using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class CaregiverLeaveMapping : IEntityTypeConfiguration<CaregiverLeave>
{
    public void Configure(EntityTypeBuilder<CaregiverLeave> row)
    {
        row.Property(leave => leave.Id).ValueGeneratedNever();
        row.HasOne<Caregiver>().WithMany().HasForeignKey(leave => leave.CaregiverId);
        row.HasIndex(leave => new { leave.CaregiverId, leave.From });
    }
}

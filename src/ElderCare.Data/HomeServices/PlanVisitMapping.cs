using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class PlanVisitMapping : IEntityTypeConfiguration<PlanVisit>
{
    public void Configure(EntityTypeBuilder<PlanVisit> visit)
    {
        visit.HasKey(v => new { v.PlanId, v.Date, v.Minute });
        visit.HasOne<ServicePlan>().WithMany().HasForeignKey(v => v.PlanId);
    }
}

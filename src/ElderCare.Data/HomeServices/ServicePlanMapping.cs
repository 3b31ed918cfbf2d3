using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class ServicePlanMapping : IEntityTypeConfiguration<ServicePlan>
{
    public void Configure(EntityTypeBuilder<ServicePlan> plan)
    {
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Slots).HasConversion<JsonList<PlanSlot>, JsonListComparer<PlanSlot>>();
        plan.Property(p => p.PastPauses).HasConversion<JsonList<PlanPause>, JsonListComparer<PlanPause>>();
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasOne<Senior>().WithMany().HasForeignKey(p => p.SeniorId);
        plan.HasOne<CarePackage>().WithMany().HasForeignKey(p => p.PackageId);
        plan.HasIndex(p => new { p.SeniorId, p.Id });
        plan.HasIndex(p => new { p.PackageId, p.SeniorId }).HasFilter("\"PackageId\" IS NOT NULL");
    }
}

using ElderCare.Domain.Access;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Meals;

internal sealed class SubsidyClaimMapping : IEntityTypeConfiguration<SubsidyClaim>
{
    public void Configure(EntityTypeBuilder<SubsidyClaim> key)
    {
        key.HasKey(k => new { k.SeniorId, k.ServedOn, k.StackGroup, k.Period });
        key.HasIndex(k => new { k.SeniorId, k.ServedOn, k.StackGroup, k.Slot }).IsUnique();
    }
}

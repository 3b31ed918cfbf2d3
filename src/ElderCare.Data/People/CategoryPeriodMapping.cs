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

namespace ElderCare.Data.People;

internal sealed class CategoryPeriodMapping : IEntityTypeConfiguration<CategoryPeriod>
{
    public void Configure(EntityTypeBuilder<CategoryPeriod> period)
    {
        period.Property(p => p.Id).ValueGeneratedNever();
        period.HasOne<Senior>().WithMany().HasForeignKey(p => p.SeniorId);
        period.HasIndex(p => p.SeniorId);
        period.HasIndex(p => new { p.Category, p.SeniorId });
    }
}

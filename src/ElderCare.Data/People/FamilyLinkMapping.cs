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

internal sealed class FamilyLinkMapping : IEntityTypeConfiguration<FamilyLink>
{
    public void Configure(EntityTypeBuilder<FamilyLink> link)
    {
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Ignore(l => l.DecidedBy);
        link.HasOne<Senior>().WithMany().HasForeignKey(l => l.SeniorId);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
        link.HasIndex(l => l.SeniorId);
        link.HasIndex(l => l.AccountId);
    }
}

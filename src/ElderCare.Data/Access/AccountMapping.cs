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

namespace ElderCare.Data.Access;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Roles).HasConversion<JsonList<Role>, JsonListComparer<Role>>();
        account.Property(a => a.Version).IsConcurrencyToken();
        account.HasIndex(a => a.UserName).IsUnique();
        account.HasIndex(a => a.PhoneIndex);
        account.HasIndex(a => a.SeniorId);
    }
}

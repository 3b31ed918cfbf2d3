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

namespace ElderCare.Data.Ledger;

internal sealed class LedgerAccountMapping : IEntityTypeConfiguration<LedgerAccount>
{
    public void Configure(EntityTypeBuilder<LedgerAccount> account)
    {
        account.Property(a => a.Id).ValueGeneratedNever();
        account.HasAlternateKey(a => new { a.Id, a.Unit });
        account.HasIndex(a => new { a.Owner, a.Kind }); // each voucher of a senior has its own; all others are one by their id
        account.HasIndex(a => new { a.DivisionCode, a.Id });
    }
}

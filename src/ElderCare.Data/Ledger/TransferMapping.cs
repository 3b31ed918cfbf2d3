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

internal sealed class TransferMapping : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.Property(t => t.Id).ValueGeneratedNever();
        transfer.HasOne<LedgerAccount>().WithMany().HasForeignKey(t => new { t.FromAccountId, t.Unit }).HasPrincipalKey(a => new { a.Id, a.Unit }).OnDelete(DeleteBehavior.Restrict);
        transfer.HasOne<LedgerAccount>().WithMany().HasForeignKey(t => new { t.ToAccountId, t.Unit }).HasPrincipalKey(a => new { a.Id, a.Unit }).OnDelete(DeleteBehavior.Restrict);
        transfer.HasOne<Transfer>().WithOne().HasForeignKey<Transfer>(t => t.ReversalOf).OnDelete(DeleteBehavior.Restrict);
        transfer.HasIndex(t => new { t.FromAccountId, t.Id });
        transfer.HasIndex(t => new { t.ToAccountId, t.Id });
        transfer.HasIndex(t => t.Cause);
        transfer.HasIndex(t => t.At).HasFilter("\"Kind\" = 'minutesAdjusted'"); // few, and asked for by the month's figures
        transfer.HasIndex(t => t.ReversalOf).IsUnique().HasFilter("\"ReversalOf\" IS NOT NULL");
        transfer.ToTable(table => table.HasCheckConstraint("CK_Transfers_Amount", "\"Amount\" > 0 AND \"FromAccountId\" <> \"ToAccountId\""));
    }
}

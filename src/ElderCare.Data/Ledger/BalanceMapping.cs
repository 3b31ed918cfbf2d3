using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Ledger;

internal sealed class BalanceMapping : IEntityTypeConfiguration<BalanceRow>
{
    public void Configure(EntityTypeBuilder<BalanceRow> row)
    {
        row.ToTable("Balances", table => table.HasCheckConstraint("CK_Balances_Floor", "\"Floor\" IS NULL OR \"Balance\" >= \"Floor\""));
        row.HasKey(r => new { r.AccountId, r.Shard });
    }
}

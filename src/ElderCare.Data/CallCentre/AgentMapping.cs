using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class AgentMapping : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> row)
    {
        row.HasKey(a => a.AccountId);
        row.Property(a => a.AccountId).ValueGeneratedNever();
        row.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId);
        row.HasIndex(a => new { a.DivisionCode, a.Since }).HasFilter("\"State\" = 'Ready' AND \"LostAt\" IS NULL");
        row.HasIndex(a => a.OfferedId);
    }
}

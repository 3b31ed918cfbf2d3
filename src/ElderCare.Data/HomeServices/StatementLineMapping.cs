using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class StatementLineMapping : IEntityTypeConfiguration<StatementLine>
{
    public void Configure(EntityTypeBuilder<StatementLine> row)
    {
        row.Property(line => line.Id).ValueGeneratedNever();
        row.HasOne<ServiceOrder>().WithMany().HasForeignKey(line => line.OrderId);
        row.HasIndex(line => new { line.OrderId, line.Number }).IsUnique();
        row.HasIndex(line => new { line.ProviderId, line.Month });
        row.HasIndex(line => new { line.NobodyHomeAt, line.Month }).IsUnique().HasFilter("\"NobodyHomeAt\" IS NOT NULL"); // one fee a month for each person
    }
}

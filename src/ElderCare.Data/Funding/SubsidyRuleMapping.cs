using ElderCare.Domain.Funding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Funding;

internal sealed class SubsidyRuleMapping : IEntityTypeConfiguration<SubsidyRuleRow>
{
    public void Configure(EntityTypeBuilder<SubsidyRuleRow> row)
    {
        row.ToTable("SubsidyRules");
        row.HasKey(r => new { r.Id, r.Version });
        row.Property(r => r.Status).HasConversion(status => status.ToString().ToLowerInvariant(), word => Enum.Parse<RuleStatus>(word, true));
        row.HasIndex(r => r.Id).IsUnique().HasFilter("\"Status\" = 'draft'"); // one draft at a time
    }
}

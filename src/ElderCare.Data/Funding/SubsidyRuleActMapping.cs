using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Funding;

internal sealed class SubsidyRuleActMapping : IEntityTypeConfiguration<SubsidyRuleActRow>
{
    public void Configure(EntityTypeBuilder<SubsidyRuleActRow> act)
    {
        act.ToTable("SubsidyRuleActs");
        act.HasKey(a => new { a.RuleId, a.Number });
    }
}

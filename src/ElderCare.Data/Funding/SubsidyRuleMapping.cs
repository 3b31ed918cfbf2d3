using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Funding;

internal sealed class SubsidyRuleMapping : IEntityTypeConfiguration<SubsidyRuleRow>
{
    public void Configure(EntityTypeBuilder<SubsidyRuleRow> row)
    {
        row.ToTable("SubsidyRules");
        row.HasKey(r => new { r.Id, r.Version });
    }
}

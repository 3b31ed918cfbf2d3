using ElderCare.Domain.Funding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Funding;

internal sealed class FundMapping : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> fund)
    {
        fund.Property(f => f.Id).ValueGeneratedNever();
        fund.Property(f => f.Version).IsConcurrencyToken();
        fund.Property(f => f.Categories).HasConversion<JsonList<string>, JsonListComparer<string>>();
        fund.Property(f => f.Divisions).HasConversion<JsonList<string>, JsonListComparer<string>>();
        fund.Property(f => f.CanteenTags).HasConversion<JsonList<string>, JsonListComparer<string>>();
    }
}

using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class BarredPairMapping : IEntityTypeConfiguration<BarredPair>
{
    public void Configure(EntityTypeBuilder<BarredPair> row)
    {
        row.HasKey(pair => new { pair.SeniorId, pair.CaregiverId });
    }
}

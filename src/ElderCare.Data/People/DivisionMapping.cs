using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class DivisionMapping : IEntityTypeConfiguration<DivisionRow>
{
    public void Configure(EntityTypeBuilder<DivisionRow> row)
    {
        row.ToTable("Divisions");
        row.HasKey(r => r.Code);
    }
}

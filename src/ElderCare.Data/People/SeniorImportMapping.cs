using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class SeniorImportMapping : IEntityTypeConfiguration<SeniorImportRow>
{
    public void Configure(EntityTypeBuilder<SeniorImportRow> import)
    {
        import.ToTable("SeniorImports");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.HasIndex(i => i.OpenSlot).IsUnique();
    }
}

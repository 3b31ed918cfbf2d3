using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class SeniorPhotoMapping : IEntityTypeConfiguration<SeniorPhotoRow>
{
    public void Configure(EntityTypeBuilder<SeniorPhotoRow> photo)
    {
        photo.ToTable("SeniorPhotos");
        photo.HasKey(p => p.SeniorId);
        photo.Property(p => p.SeniorId).ValueGeneratedNever();
        photo.HasOne<Senior>().WithOne().HasForeignKey<SeniorPhotoRow>(p => p.SeniorId);
    }
}

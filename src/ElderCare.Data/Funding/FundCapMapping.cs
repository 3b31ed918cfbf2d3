using ElderCare.Domain.Funding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Funding;

internal sealed class FundCapMapping : IEntityTypeConfiguration<FundCap>
{
    public void Configure(EntityTypeBuilder<FundCap> cap)
    {
        cap.ToTable("FundCaps", table => table.HasCheckConstraint("CK_FundCaps_Remaining", "\"Remaining\" >= 0"));
        cap.Property(c => c.Id).ValueGeneratedNever();
        cap.HasOne<Fund>().WithMany().HasForeignKey(c => c.FundId).OnDelete(DeleteBehavior.Restrict);
    }
}

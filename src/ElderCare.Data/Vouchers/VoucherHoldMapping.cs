using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Vouchers;

internal sealed class VoucherHoldMapping : IEntityTypeConfiguration<VoucherHold>
{
    public void Configure(EntityTypeBuilder<VoucherHold> hold)
    {
        hold.HasKey(h => new { h.OrderId, h.VoucherId });
        hold.HasOne<HourVoucher>().WithMany().HasForeignKey(h => h.VoucherId).OnDelete(DeleteBehavior.Restrict);
        hold.HasIndex(h => h.VoucherId).HasFilter("\"Minutes\" > 0");
        hold.ToTable("VoucherHolds", table => table.HasCheckConstraint("CK_VoucherHolds_Minutes", "\"Minutes\" >= 0"));
    }
}

using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Vouchers;

internal sealed class VoucherBookingMapping : IEntityTypeConfiguration<VoucherBooking>
{
    public void Configure(EntityTypeBuilder<VoucherBooking> booking)
    {
        booking.ToTable("VoucherBookings");
        booking.HasKey(b => b.OrderId);
        booking.Property(b => b.OrderId).ValueGeneratedNever();
        booking.HasIndex(b => b.SeniorId);
    }
}

using ElderCare.Domain.People;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Vouchers;

internal sealed class HourVoucherMapping : IEntityTypeConfiguration<HourVoucher>
{
    public void Configure(EntityTypeBuilder<HourVoucher> voucher)
    {
        voucher.Property(v => v.Id).ValueGeneratedNever();
        voucher.Property(v => v.Purposes).HasConversion<JsonList<string>, JsonListComparer<string>>();
        voucher.Ignore(v => v.Free).Ignore(v => v.Held).Ignore(v => v.Unit);
        voucher.HasOne<Senior>().WithMany().HasForeignKey(v => v.SeniorId).OnDelete(DeleteBehavior.Restrict);
        voucher.HasOne<HourVoucher>().WithMany().HasForeignKey(v => v.RestOf).OnDelete(DeleteBehavior.Restrict);
        voucher.HasIndex(v => new { v.SeniorId, v.Id });
        voucher.HasIndex(v => new { v.ProgrammeCode, v.Month, v.SeniorId }).IsUnique().HasFilter("\"Origin\" = 'Monthly'"); // a month is granted once
        voucher.HasIndex(v => v.RestOf).IsUnique().HasFilter("\"RestOf\" IS NOT NULL");
        voucher.HasIndex(v => new { v.ExpiresAt, v.Id }).HasFilter("\"State\" = 'Open'"); // what is to expire
        voucher.ToTable(table => table.HasCheckConstraint("CK_HourVouchers_Minutes", "\"Minutes\" > 0"));
    }
}

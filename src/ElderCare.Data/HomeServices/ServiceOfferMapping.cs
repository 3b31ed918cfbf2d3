using ElderCare.Domain.HomeServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.HomeServices;

internal sealed class ServiceOfferMapping : IEntityTypeConfiguration<ServiceOffer>
{
    public void Configure(EntityTypeBuilder<ServiceOffer> row)
    {
        row.Property(offer => offer.Id).ValueGeneratedNever();
        row.HasOne<ServiceOrder>().WithMany().HasForeignKey(offer => offer.OrderId);
        row.Property(offer => offer.Reasons).HasConversion<JsonList<ScorePart>, JsonListComparer<ScorePart>>();
        row.HasIndex(offer => new { offer.OrderId, offer.CaregiverId });
        row.HasIndex(offer => offer.CaregiverId).HasFilter("\"State\" = 'Open'");
    }
}

using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Reviews;

internal sealed class VisitReviewMapping : IEntityTypeConfiguration<VisitReview>
{
    public void Configure(EntityTypeBuilder<VisitReview> row)
    {
        row.HasKey(review => review.OrderId);
        row.Property(review => review.OrderId).ValueGeneratedNever();
        row.HasOne<ServiceOrder>().WithOne().HasForeignKey<VisitReview>(review => review.OrderId);
        row.Property(review => review.Reasons).HasConversion<JsonList<ReviewReason>, JsonListComparer<ReviewReason>>();
        row.Property(review => review.DecidedAt).IsConcurrencyToken(); // of two who decide at once one is refused
    }
}

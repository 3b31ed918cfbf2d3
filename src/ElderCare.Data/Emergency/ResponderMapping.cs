using ElderCare.Domain.Access;
using ElderCare.Domain.Emergency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Emergency;

internal sealed class ResponderMapping : IEntityTypeConfiguration<Responder>
{
    public void Configure(EntityTypeBuilder<Responder> row)
    {
        row.HasKey(r => r.AccountId);
        row.Property(r => r.AccountId).ValueGeneratedNever();
        row.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
    }
}

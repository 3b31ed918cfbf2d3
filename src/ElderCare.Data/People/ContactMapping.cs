using ElderCare.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.People;

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.Property(c => c.Id).ValueGeneratedNever();
        contact.Property(c => c.Version).IsConcurrencyToken();
        contact.HasOne<Senior>().WithMany().HasForeignKey(c => c.SeniorId);
        contact.HasIndex(c => new { c.SeniorId, c.CallOrder }).IsUnique();
        contact.HasIndex(c => c.PhoneIndex).HasFilter("\"PhoneIndex\" IS NOT NULL");
    }
}

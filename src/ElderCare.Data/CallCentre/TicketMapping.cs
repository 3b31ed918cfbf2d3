using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class TicketMapping : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> ticket)
    {
        ticket.Property(t => t.Id).ValueGeneratedNever();
        ticket.Property(t => t.Version).IsConcurrencyToken();
        ticket.HasOne<Call>().WithMany().HasForeignKey(t => t.CallId);
        ticket.HasIndex(t => new { t.DivisionCode, t.State, t.Id });
        ticket.HasIndex(t => t.SeniorId).HasFilter("\"SeniorId\" IS NOT NULL");
    }
}

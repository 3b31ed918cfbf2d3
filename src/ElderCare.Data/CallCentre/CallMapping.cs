using ElderCare.Domain.CallCentre;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.CallCentre;

internal sealed class CallMapping : IEntityTypeConfiguration<Call>
{
    public void Configure(EntityTypeBuilder<Call> call)
    {
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.Version).IsConcurrencyToken();
        call.HasIndex(c => new { c.Exchange, c.ExchangeCallId }).IsUnique();
        call.HasIndex(c => c.ReceivedAt);
        call.HasIndex(c => new { c.Priority, c.ReceivedAt }).HasFilter("\"State\" IN ('Ringing', 'Offered')");
        call.HasIndex(c => c.ClaimedBy).HasFilter("\"State\" = 'Claimed'");
        call.HasIndex(c => c.RecordingDeleteOn).HasFilter("\"RecordingCipher\" IS NOT NULL");
    }
}

using ElderCare.Data.Feed;
using ElderCare.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElderCare.Data.Model;

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> row)
    {
        row.ToTable("Idempotency");
        row.HasKey(r => new { r.Caller, r.Path, r.Key });
        row.HasIndex(r => r.At);
    }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> row)
    {
        row.ToTable("Audit");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => new { r.SeniorId, r.Id });
    }
}

internal sealed class TimerMapping : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> row)
    {
        row.ToTable("Timers");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => r.DueAt);
        row.HasIndex(r => new { r.Kind, r.Subject });
    }
}

internal sealed class MessageMapping : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> row)
    {
        row.ToTable("Messages");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => new { r.SentAt, r.FailedAt, r.DueAt });
    }
}

internal sealed class BalanceMapping : IEntityTypeConfiguration<BalanceRow>
{
    public void Configure(EntityTypeBuilder<BalanceRow> row)
    {
        row.ToTable("Balances", table => table.HasCheckConstraint("CK_Balances_Floor", "\"Floor\" IS NULL OR \"Balance\" >= \"Floor\""));
        row.HasKey(r => new { r.AccountId, r.Shard });
    }
}

internal sealed class SubsidyRuleMapping : IEntityTypeConfiguration<SubsidyRuleRow>
{
    public void Configure(EntityTypeBuilder<SubsidyRuleRow> row)
    {
        row.ToTable("SubsidyRules");
        row.HasKey(r => new { r.Id, r.Version });
    }
}

internal sealed class DivisionMapping : IEntityTypeConfiguration<DivisionRow>
{
    public void Configure(EntityTypeBuilder<DivisionRow> row)
    {
        row.ToTable("Divisions");
        row.HasKey(r => r.Code);
    }
}

internal sealed class EventMapping : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> row)
    {
        row.ToTable("Events");
        row.HasKey(r => r.Sequence);
        row.Property(r => r.Sequence).ValueGeneratedNever();
        row.HasIndex(r => r.OccurredAt);
    }
}

internal sealed class EventAddressMapping : IEntityTypeConfiguration<EventAddressRow>
{
    public void Configure(EntityTypeBuilder<EventAddressRow> row)
    {
        row.ToTable("EventAddresses");
        row.HasKey(r => new { r.Audience, r.Sequence });
        row.HasIndex(r => r.Sequence);
    }
}

internal sealed class FeedStateMapping : IEntityTypeConfiguration<FeedStateRow>
{
    public void Configure(EntityTypeBuilder<FeedStateRow> row)
    {
        row.ToTable("FeedState");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasData(new FeedStateRow { Id = 1 });
    }
}

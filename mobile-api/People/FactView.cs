using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A fact of a person: when it held, and when the city believed so.</summary>
/// <param name="Id">Names it in later corrections.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Value">What held, absent for a death.</param>
/// <param name="ValidFrom">First day, counted in; the day of death.</param>
/// <param name="ValidTo">First day after the last; absent while it lasts.</param>
/// <param name="RecordedAt">When it was learnt; absent for what stood in the record from the beginning.</param>
/// <param name="SupersededAt">Since when it is no longer believed; absent while it is.</param>
/// <param name="Source">Where it was learnt from.</param>
internal sealed record FactView(Guid Id, FactKind Kind, string? Value, LocalDate ValidFrom, LocalDate? ValidTo, Instant? RecordedAt, Instant? SupersededAt, string? Source)
{
    public static FactView Of(RecordedPeriod fact)
    {
        var (kind, value) = fact switch
        {
            CategoryPeriod period => (FactKind.Category, period.Category),
            DivisionPeriod period => (period.Basis == DivisionBasis.Hukou ? FactKind.Hukou : FactKind.Residence, period.DivisionCode),
            Absence absence => (FactKind.Absence, Words<AbsenceKind>.Of(absence.Kind)),
            Death => (FactKind.Death, (string?)null),
            _ => throw new ArgumentException($"{fact.GetType().Name} is not shown.", nameof(fact)),
        };
        var recordedAt = fact.RecordedAt == RecordedPeriod.FromTheBeginning ? (Instant?)null : fact.RecordedAt;
        return new(fact.Id, kind, value, fact.ValidFrom, fact.ValidTo, recordedAt, fact.SupersededAt, fact.Source);
    }
}

using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A person whose facts are being changed: nobody else changes them until the unit ends.</summary>
internal sealed class FactChange(CityUnit unit, Senior senior)
{
    public CityUnit Unit => unit;

    public Senior Senior => senior;

    public Instant Now => unit.Now;

    public LocalDate Today => CityClock.DateOf(unit.Now);

    /// <summary>The first day whose price or right may be another after the change.</summary>
    public LocalDate? AffectedFrom { get; private set; }

    /// <summary>Says that days from this one on are affected.</summary>
    public void Affects(LocalDate from) => AffectedFrom = AffectedFrom is { } earlier && earlier < from ? earlier : from;

    /// <summary>What is believed now, by first day.</summary>
    public List<T> Current<T>() where T : RecordedPeriod =>
        [.. unit.Db.Set<T>().Where(fact => fact.SeniorId == senior.Id && fact.SupersededAt == null).OrderBy(fact => fact.ValidFrom)];

    /// <summary>One that is believed now.</summary>
    /// <exception cref="RequestProblem">404 when the person has no such record.</exception>
    /// <exception cref="RuleViolation"><c>people.superseded</c> when it is no longer believed.</exception>
    public T Believed<T>(Guid id) where T : RecordedPeriod
    {
        var fact = unit.Db.Set<T>().SingleOrDefault(fact => fact.Id == id && fact.SeniorId == senior.Id) ?? throw RequestProblem.NotFound();
        RuleViolation.ThrowIf(!fact.IsCurrent, "people.superseded", "这条记录已经被新的记录代替，请重新打开。", "The record was superseded by another; read them again.");
        return fact;
    }

    /// <summary>Believes a record no longer; at once, so that another can take its place.</summary>
    public void Supersede(params IReadOnlyCollection<RecordedPeriod> facts)
    {
        foreach (var fact in facts) fact.Supersede(unit.Now);
        unit.Db.SaveChanges();
    }

    /// <summary>Believes another one from now on; at once, so that it is found.</summary>
    public void Add(RecordedPeriod fact)
    {
        unit.Db.Add(fact);
        unit.Db.SaveChanges();
    }
}

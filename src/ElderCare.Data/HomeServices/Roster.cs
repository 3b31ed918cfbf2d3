using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.Data.HomeServices;

/// <summary>Caregivers and contracts. Who reads it meanwhile may see a caregiver as they were or as they are, never in between.</summary>
public sealed class Roster
{
    internal static readonly Roster Empty = new([], []);
    private readonly IReadOnlyList<ProviderContract> _contracts;
    private readonly Dictionary<Guid, int> _places = [];
    private volatile RosterEntry[] _entries;

    internal Roster(IEnumerable<RosterEntry> entries, IReadOnlyList<ProviderContract> contracts)
    {
        _entries = [.. entries];
        _contracts = contracts;
        for (var i = 0; i < _entries.Length; i++) _places[_entries[i].Caregiver.Id] = i;
    }

    /// <summary>All caregivers.</summary>
    public IReadOnlyList<RosterEntry> Entries => _entries;

    /// <summary>The providers who may serve a place on a day.</summary>
    /// <param name="places">The division and all above it.</param>
    /// <param name="day">When.</param>
    public IReadOnlySet<Guid> Serving(IReadOnlyCollection<string> places, LocalDate day) =>
        _contracts.Where(contract => places.Contains(contract.DivisionCode) && contract.ValidFrom <= day && (contract.ValidTo is null || contract.ValidTo > day)).Select(contract => contract.ProviderId).ToHashSet();

    /// <summary>Takes the place of what was known of a caregiver; one change at a time.</summary>
    internal void Put(RosterEntry entry)
    {
        if (_places.TryGetValue(entry.Caregiver.Id, out var place))
        {
            _entries[place] = entry;
            return;
        }
        _places[entry.Caregiver.Id] = _entries.Length;
        _entries = [.. _entries, entry];
    }
}

/// <summary>A caregiver and when they are away.</summary>
/// <param name="Caregiver">Who; never changed.</param>
/// <param name="Leaves">Days on which they do not work.</param>
public sealed record RosterEntry(Caregiver Caregiver, IReadOnlyList<CaregiverLeave> Leaves)
{
    /// <summary>Whether they are away on a day.</summary>
    public bool IsOnLeave(LocalDate day)
    {
        foreach (var leave in Leaves)
        {
            if (leave.From <= day && leave.Until > day) return true;
        }
        return false;
    }
}

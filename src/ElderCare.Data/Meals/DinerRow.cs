using System.Data.Common;
using System.Text.Json;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Meals;

/// <summary>What pricing asks about the person who eats.</summary>
public sealed record DinerRow(
    Guid Id, string Name, LocalDate BornOn, LocalDate? DiedOn, string HukouDivision, string ResidenceDivision, GeoPoint Home, IReadOnlyList<string> Allergies, int Version, bool IsMerged);

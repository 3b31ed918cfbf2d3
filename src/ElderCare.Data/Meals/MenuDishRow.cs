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

/// <summary>A dish as an order sees it.</summary>
public sealed record MenuDishRow(Guid Id, string Name, long PriceFen, int Capacity, int Remaining, IReadOnlyList<string> Allergens, IReadOnlyList<string> Tags,
    string? NameEn, IReadOnlyList<string> Diets);

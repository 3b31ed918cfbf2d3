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

/// <summary>What an order asks about the canteen.</summary>
public sealed record CanteenRow(Guid Id, string Name, string DivisionCode, MealService Service, long DeliveryFen, GeoPoint Place, int Version, IReadOnlyList<string> Tags);

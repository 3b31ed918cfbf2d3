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

/// <summary>A menu with its dishes.</summary>
public sealed record MenuRow(Guid Id, Instant OrdersCloseAt, Instant ServedUntil, int Version, IReadOnlyList<MenuDishRow> Dishes);

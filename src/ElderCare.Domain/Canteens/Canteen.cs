using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>A place that serves meals to seniors (老年助餐点): see <see cref="CanteenKind"/> for its kinds.</summary>
public sealed class Canteen
{
    /// <summary>Closures that a point may have ahead at once.</summary>
    public const int MostClosures = 50;

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name as people say it.</summary>
    public required string Name { get; set; }

    /// <summary>What kind of place.</summary>
    public required CanteenKind Kind { get; set; }

    /// <summary>Town or country.</summary>
    public CanteenArea Area { get; set; } = CanteenArea.Urban;

    /// <summary>The district or town it belongs to.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Address to the street.</summary>
    public required string Address { get; set; }

    /// <summary>Degrees north.</summary>
    public required double Latitude { get; set; }

    /// <summary>Degrees east.</summary>
    public required double Longitude { get; set; }

    /// <summary>Seats in the room; 0 when only collected or delivered.</summary>
    public required int Seats { get; set; }

    /// <summary>Where the entry comes from, such as <c>plan:weihai-2020</c> for a point of the 2020 work plan.</summary>
    public required string Origin { get; init; }

    /// <summary>How far its building is.</summary>
    public PlanStatus Plan { get; set; } = PlanStatus.Completed;

    /// <summary>Whether it works today.</summary>
    public OperationStatus Status { get; set; } = OperationStatus.Open;

    /// <summary>What it is allowed; it takes no orders for a day on which one of them has run out.</summary>
    public IReadOnlyList<Licence> Licences { get; set; } = [];

    /// <summary>When it usually serves.</summary>
    public OpeningDays OpeningDays { get; set; } = OpeningDays.Always;

    /// <summary>What funds and lists ask for, such as <c>mountain</c> or <c>island</c>.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Times of no service that are not over yet, the earliest first.</summary>
    public IReadOnlyList<CanteenClosure> Closures { get; private set; } = [];

    /// <summary>Price of bringing one order to the door or a delivery point, in fen.</summary>
    public required long DeliveryFen { get; set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; set; }

    /// <summary>Where it stands.</summary>
    public GeoPoint Place => new(Latitude, Longitude);

    /// <summary>What decides whether it serves a meal.</summary>
    public MealService Service => new(Status, Licences, OpeningDays, Closures);

    /// <summary>Declares that it does not serve; closures that are over on <paramref name="today"/> leave the list.</summary>
    /// <exception cref="RuleViolation">
    /// <c>canteens.tooManyClosures</c> beyond <see cref="MostClosures"/> that are not over, <c>canteens.alreadyClosed</c> for the same days and meals again.
    /// </exception>
    public void Close(CanteenClosure closure, LocalDate today)
    {
        var lasting = Closures.Where(other => other.To >= today).ToList();
        RuleViolation.ThrowIf(lasting.Count >= MostClosures, "canteens.tooManyClosures",
            $"停餐安排最多 {MostClosures} 个，请先恢复或合并。", $"There are {MostClosures} closures already; end or join some.", "from");
        RuleViolation.ThrowIf(lasting.Exists(other => other.From == closure.From && other.To == closure.To && other.Periods.SequenceEqual(closure.Periods)), "canteens.alreadyClosed",
            "这几天已经安排了停餐。", "Just that closure is declared already.", "from");
        Closures = [.. lasting.Append(closure).OrderBy(other => other.From).ThenBy(other => other.Id)];
        Version++;
    }

    /// <summary>Ends a closure; answers it, or null when there is no such closure.</summary>
    public CanteenClosure? Reopen(Guid closureId)
    {
        var ended = Closures.FirstOrDefault(closure => closure.Id == closureId);
        if (ended is null) return null;
        Closures = [.. Closures.Where(closure => closure != ended)];
        Version++;
        return ended;
    }
}

using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Meals;

/// <summary>A meal ordered for a senior. Every change of state is a verb; one that the state does not allow throws <c>meals.notPossible</c>.</summary>
public sealed class MealOrder
{
    /// <summary>States from which a meal can be called off: it has not left the kitchen.</summary>
    public static readonly MealOrderState[] CallOffStates = [MealOrderState.AwaitingPayment, MealOrderState.Placed, MealOrderState.Preparing, MealOrderState.Ready];

    /// <summary>States in which a meal waits for its senior; one that is not yet paid lapses by its own time limit.</summary>
    public static readonly MealOrderState[] ToBeFetched = [MealOrderState.Placed, MealOrderState.Preparing, MealOrderState.Ready, MealOrderState.OutForDelivery];

    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who eats.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Who cooks.</summary>
    public Guid CanteenId { get; private set; }

    /// <summary>The menu it was ordered from.</summary>
    public Guid MenuId { get; private set; }

    /// <summary>The meal's date.</summary>
    public LocalDate ServedOn { get; private set; }

    /// <summary>The meal of that day.</summary>
    public MealPeriod Period { get; private set; }

    /// <summary>From this instant on the order is neither changed nor cancelled.</summary>
    public Instant OrdersCloseAt { get; private set; }

    /// <summary>How it gets to the senior.</summary>
    public Fulfilment Fulfilment { get; private set; }

    /// <summary>Where it is brought; null is to the door.</summary>
    public Guid? DeliveryPointId { get; private set; }

    /// <summary>How the senior's share is paid.</summary>
    public PayBy PayBy { get; private set; }

    /// <summary>How far it is.</summary>
    public MealOrderState State { get; private set; } = MealOrderState.Placed;

    /// <summary>The dishes.</summary>
    public IReadOnlyList<Portion> Items { get; private set; } = [];

    /// <summary>Dishes and delivery, before any subsidy.</summary>
    public long PriceFen { get; private set; }

    /// <summary>The part of the price that is for bringing it.</summary>
    public long DeliveryFen { get; private set; }

    /// <summary>Who pays which part; sums to the price.</summary>
    public IReadOnlyList<OrderSplit> Splits { get; private set; } = [];

    /// <summary>Why it costs what it costs, for people.</summary>
    public IReadOnlyList<Bilingual> Explanation { get; private set; } = [];

    /// <summary>Who answers for what the senior is allergic to in it; null when there is nothing of it.</summary>
    public AllergyOverride? AllergyOverride { get; private set; }

    /// <summary>Six digits that hand the meal over; shown to the senior's side only.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The account that ordered.</summary>
    public required Guid PlacedBy { get; init; }

    /// <summary>How it came about.</summary>
    public required OrderChannel Channel { get; init; }

    /// <summary>When it was ordered.</summary>
    public required Instant PlacedAt { get; init; }

    /// <summary>When its price was last shared among those who pay it.</summary>
    public Instant PricedAt { get; private set; }

    /// <summary>When its state last changed.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>What the senior pays.</summary>
    public long SelfPayFen => Splits.Where(split => split.Payer == "senior").Sum(split => split.AmountFen);

    /// <summary>What others pay.</summary>
    public long SubsidyFen => PriceFen - SelfPayFen;

    /// <summary>Whether it still stands, so that it holds portions, keys and reservations.</summary>
    public bool Stands => State is MealOrderState.AwaitingPayment or MealOrderState.Placed or MealOrderState.Preparing or MealOrderState.Ready or MealOrderState.OutForDelivery;

    /// <summary>A new order; its id is a new one unless one is given.</summary>
    public static MealOrder Place(Guid seniorId, MealOrderContent content, string code, OrderChannel channel, Guid placedBy, Instant now, Guid? id = null)
    {
        var order = new MealOrder { Id = id ?? Guid.CreateVersion7(), SeniorId = seniorId, Channel = channel, PlacedBy = placedBy, PlacedAt = now, ChangedAt = now };
        order.DrawCode(code);
        order.Fill(content, now);
        return order;
    }

    /// <summary>Gives the order another code, six digits that no other order of the meal has.</summary>
    public void DrawCode(string code) => Code = code;

    /// <summary>Puts other contents into an order that the kitchen has not begun.</summary>
    /// <exception cref="RuleViolation"><c>meals.ordersClosed</c> from the closing time on.</exception>
    public void Change(MealOrderContent content, Instant now)
    {
        ThrowUnlessChangeable(now);
        Become(State, now, State);
        Fill(content, now);
    }

    /// <summary>The kitchen begins.</summary>
    public void Prepare(Instant now) => Become(MealOrderState.Preparing, now, MealOrderState.Placed);

    /// <summary>It can be fetched.</summary>
    public void MakeReady(Instant now) => Become(MealOrderState.Ready, now, MealOrderState.Placed, MealOrderState.Preparing);

    /// <summary>The senior's side calls it off.</summary>
    /// <exception cref="RuleViolation"><c>meals.ordersClosed</c> from the closing time on.</exception>
    public void Cancel(Instant now)
    {
        ThrowIfClosed(now);
        Become(MealOrderState.Cancelled, now, MealOrderState.AwaitingPayment, MealOrderState.Placed);
    }

    /// <summary>Calls it off for a reason that is not the senior's choice, such as a death or a closure: also when the kitchen has begun.</summary>
    public void CallOff(Instant now) => Become(MealOrderState.Cancelled, now, CallOffStates);

    /// <summary>Shares the same price otherwise, because something that it was made from has changed.</summary>
    /// <param name="splits">Who pays which part; must sum to the price.</param>
    /// <param name="explanation">Why it costs what it costs now.</param>
    /// <param name="now">The instant of the change.</param>
    /// <exception cref="RuleViolation"><c>meals.ordersClosed</c> from the closing time on.</exception>
    public void Reprice(IReadOnlyList<OrderSplit> splits, IReadOnlyList<Bilingual> explanation, Instant now)
    {
        ThrowUnlessChangeable(now);
        if (splits.Sum(split => split.AmountFen) != PriceFen) throw new ArgumentException("The parts must sum to the price.", nameof(splits));
        Become(State, now, State);
        Splits = splits;
        Explanation = explanation;
        PricedAt = now;
    }

    /// <summary>Hands it over against its code; works from placed on.</summary>
    /// <exception cref="RuleViolation"><c>meals.wrongCode</c> when the code is another.</exception>
    public void Collect(string code, Instant now)
    {
        ThrowUnless(ToBeFetched);
        RuleViolation.ThrowIf(code != Code, "meals.wrongCode", "取餐码不对，请再念一遍。", "The code is not this order's; ask for it again.", "code");
        Become(MealOrderState.Fulfilled, now, ToBeFetched);
    }

    /// <summary>Hands it over against a card or document of who eats, for whom no code reached; works from placed on.</summary>
    /// <param name="holder">Whose that is; null when nobody is known by it.</param>
    /// <param name="field">The field of the request in which its number came.</param>
    /// <param name="now">The instant of the change.</param>
    /// <exception cref="RuleViolation"><c>meals.wrongCode</c> when it is somebody else's.</exception>
    public void CollectBy(Guid? holder, string field, Instant now)
    {
        ThrowUnless(ToBeFetched);
        RuleViolation.ThrowIf(holder != SeniorId, "meals.wrongCode", "这张卡或证件不是订这份饭的老人的，请核对。", "The card or document is not that of this order's senior; look again.", field);
        Become(MealOrderState.Fulfilled, now, ToBeFetched);
    }

    /// <summary>Nobody took it: no subsidy is claimed.</summary>
    public void Miss(Instant now) => Become(MealOrderState.Missed, now, ToBeFetched);

    /// <summary>Refuses from the closing time on, and once the kitchen has begun or the order no longer stands.</summary>
    public void ThrowUnlessChangeable(Instant now)
    {
        ThrowIfClosed(now);
        ThrowUnless(MealOrderState.AwaitingPayment, MealOrderState.Placed);
    }

    private void ThrowIfClosed(Instant now) => RuleViolation.ThrowIf(
        now >= OrdersCloseAt, "meals.ordersClosed", "已经过了截止时间，不能再改。需要帮忙请打 12349。", "Orders have closed; it can no longer be changed. Call 12349 for help.", "date");

    private void ThrowUnless(params ReadOnlySpan<MealOrderState> allowed) => RuleViolation.ThrowIf(
        !allowed.Contains(State), "meals.notPossible", "这份饭现在的状态不能这样做。", $"The order is {State}; that is not possible now.");

    private void Become(MealOrderState next, Instant now, params ReadOnlySpan<MealOrderState> allowed)
    {
        ThrowUnless(allowed);
        State = next;
        ChangedAt = now;
        Version++;
    }

    private void Fill(MealOrderContent content, Instant now)
    {
        PricedAt = now;
        CanteenId = content.CanteenId;
        MenuId = content.MenuId;
        ServedOn = content.ServedOn;
        Period = content.Period;
        OrdersCloseAt = content.OrdersCloseAt;
        Fulfilment = content.Fulfilment;
        DeliveryPointId = content.DeliveryPointId;
        PayBy = content.PayBy;
        Items = content.Items;
        PriceFen = content.PriceFen;
        DeliveryFen = content.DeliveryFen;
        Splits = content.Splits;
        Explanation = content.Explanation;
        AllergyOverride = content.AllergyOverride;
    }
}

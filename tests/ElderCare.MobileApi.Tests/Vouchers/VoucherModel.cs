using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>One person's vouchers as plain numbers, by the rules told in words: what the ledger must say after each step.</summary>
internal sealed class VoucherModel
{
    private readonly Dictionary<Guid, (string Service, Instant StartsAt)> _bookings = [];
    private readonly HashSet<Guid> _settled = [];
    private readonly Dictionary<(Guid Order, ModelVoucher Voucher), long> _spent = [];
    private readonly Dictionary<(Guid Order, ModelVoucher Voucher), long> _givenBack = [];

    public List<ModelVoucher> Vouchers { get; private set; } = [];

    public long Spent => _spent.Values.Sum();

    public long HeldBy(Guid order) => Vouchers.Sum(voucher => voucher.Held.GetValueOrDefault(order));

    public bool WasSettled(Guid order) => _settled.Contains(order);

    /// <summary>The same numbers, apart: what a crash leaves is what was before.</summary>
    public VoucherModel Copy()
    {
        var copies = Vouchers.ToDictionary(voucher => voucher, voucher => voucher with { Held = new(voucher.Held) });
        foreach (var copy in copies.Values.Where(copy => copy.RestOf is not null)) copy.RestOf = copies[copy.RestOf!];
        var model = new VoucherModel { Vouchers = [.. Vouchers.Select(voucher => copies[voucher])] };
        foreach (var (order, booking) in _bookings) model._bookings[order] = booking;
        foreach (var order in _settled) model._settled.Add(order);
        foreach (var (key, minutes) in _spent) model._spent[(key.Order, copies[key.Voucher])] = minutes;
        foreach (var (key, minutes) in _givenBack) model._givenBack[(key.Order, copies[key.Voucher])] = minutes;
        return model;
    }

    public long Hold(Guid order, long minutes, string service, Instant startsAt)
    {
        _bookings[order] = (service, startsAt);
        var left = minutes;
        foreach (var voucher in InOrder().Where(voucher => voucher.State == VoucherState.Open && voucher.From <= startsAt && !(voucher.Until <= startsAt) && MayPay(voucher, service)))
        {
            var part = Math.Min(left, voucher.Free);
            voucher.Free -= part;
            voucher.Held[order] = voucher.Held.GetValueOrDefault(order) + part;
            left -= part;
        }
        return minutes - left;
    }

    public void Settle(Guid order, long minutes, Instant now, bool spends = true)
    {
        if (spends) _settled.Add(order);
        foreach (var voucher in InOrder().Where(voucher => voucher.Held.GetValueOrDefault(order) > 0).ToList())
        {
            var open = voucher.Held[order];
            var spent = Math.Min(open, minutes);
            minutes -= spent;
            voucher.Held[order] = 0;
            if (spent > 0) _spent[(order, voucher)] = _spent.GetValueOrDefault((order, voucher)) + spent;
            voucher.Free += open - spent;
            _givenBack[(order, voucher)] = _givenBack.GetValueOrDefault((order, voucher)) + open - spent;
            if (open > spent) LapseIfOver(voucher, now);
        }
    }

    /// <summary>Answers false, with nothing changed that counts, when there are not as many.</summary>
    public bool Correct(Guid order, long minutes, Instant now)
    {
        foreach (var (key, spent) in _spent.Where(entry => entry.Key.Order == order).ToList())
        {
            key.Voucher.Held[order] = key.Voucher.Held.GetValueOrDefault(order) + spent;
            _spent.Remove(key);
        }
        var held = HeldBy(order);
        if (minutes > held) held += Hold(order, minutes - held, _bookings[order].Service, _bookings[order].StartsAt);
        if (minutes > held) held += HoldRestored(order, minutes - held);
        if (held < minutes) return false;
        Settle(order, minutes, now);
        return true;
    }

    public void Expire(Instant now)
    {
        foreach (var voucher in Vouchers.Where(voucher => voucher.State == VoucherState.Open && voucher.Until <= now).ToList()) LapseIfOver(voucher, now);
    }

    public void Void()
    {
        foreach (var voucher in Vouchers.Where(voucher => voucher is { State: VoucherState.Open, LapsesByDeath: true }))
        {
            voucher.State = VoucherState.Voided;
            (voucher.Voided, voucher.Free) = (voucher.Voided + voucher.Free, 0);
        }
    }

    public void Restore(Instant now)
    {
        foreach (var voucher in Vouchers.Where(voucher => voucher.State == VoucherState.Voided).ToList())
        {
            voucher.State = VoucherState.Open;
            (voucher.Free, voucher.Voided) = (voucher.Free + voucher.Voided, 0);
            if (voucher.Until <= now) LapseIfOver(voucher, now);
        }
    }

    private void LapseIfOver(ModelVoucher voucher, Instant now)
    {
        if (voucher.State == VoucherState.Voided) (voucher.Voided, voucher.Free) = (voucher.Voided + voucher.Free, 0);
        if (voucher.State == VoucherState.Open && voucher.Until <= now) voucher.State = VoucherState.Expired;
        if (voucher.State != VoucherState.Expired || voucher.Free == 0) return;
        var minutes = voucher.Free;
        voucher.Free = 0;
        var rest = Vouchers.Find(other => other.RestOf == voucher);
        if (rest is null && voucher.CarriedUntil > now)
        {
            rest = voucher with { Id = null, Number = Vouchers.Count, RestOf = voucher, From = voucher.Until!.Value, Until = voucher.CarriedUntil, CarriedUntil = null, Free = 0, Voided = 0, Expired = 0, Held = [], State = VoucherState.Open };
            Vouchers.Add(rest);
        }
        if (rest is null)
        {
            voucher.Expired += minutes;
            return;
        }
        rest.Free += minutes;
        if (rest.State != VoucherState.Open) LapseIfOver(rest, now);
    }

    /// <summary>An order gets back from a voucher that has ended what it gave back to it, as far as that is still where it went.</summary>
    private long HoldRestored(Guid order, long minutes)
    {
        var left = minutes;
        foreach (var voucher in InOrder().Where(voucher => voucher.State != VoucherState.Open).ToList())
        {
            var part = TakeBack(voucher, Math.Min(left, _givenBack.GetValueOrDefault((order, voucher))));
            if (part == 0) continue;
            _givenBack[(order, voucher)] -= part;
            voucher.Held[order] = voucher.Held.GetValueOrDefault(order) + part;
            left -= part;
        }
        return minutes - left;
    }

    private long TakeBack(ModelVoucher voucher, long most)
    {
        var rest = Vouchers.Find(other => other.RestOf == voucher);
        var part = Math.Min(most, rest switch { null => voucher.Expired + voucher.Voided, { State: VoucherState.Open } => rest.Free, _ => TakeBack(rest, most) });
        if (rest is null) (voucher.Expired, voucher.Voided) = (voucher.Expired - Math.Min(part, voucher.Expired), voucher.Voided - (part - Math.Min(part, voucher.Expired)));
        else if (rest.State == VoucherState.Open) rest.Free -= part;
        return part;
    }

    private static bool MayPay(ModelVoucher voucher, string service) => voucher.Purpose is null || voucher.Purpose == service;

    private IEnumerable<ModelVoucher> InOrder() => Vouchers.OrderBy(voucher => voucher.Until ?? Instant.MaxValue).ThenBy(voucher => voucher.Purpose is null).ThenBy(voucher => voucher.From).ThenBy(voucher => voucher.Number);
}

/// <summary>A voucher of the model.</summary>
internal sealed record ModelVoucher
{
    /// <summary>Its id in the city; null for one that was carried over.</summary>
    public Guid? Id { get; set; }

    /// <summary>Rises with each that is made.</summary>
    public int Number { get; init; }

    public ModelVoucher? RestOf { get; set; }

    public required Instant From { get; init; }

    public Instant? Until { get; init; }

    public Instant? CarriedUntil { get; init; }

    public string? Purpose { get; init; }

    public bool LapsesByDeath { get; init; }

    public long Free { get; set; }

    public long Voided { get; set; }

    public long Expired { get; set; }

    public VoucherState State { get; set; }

    public Dictionary<Guid, long> Held { get; set; } = [];

    public bool Equals(ModelVoucher? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

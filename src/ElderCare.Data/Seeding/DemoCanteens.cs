using ElderCare.Domain.Canteens;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;

namespace ElderCare.Data.Seeding;

/// <summary>The 145 meal points that Weihai's 2020 plan names by number and district; names and places are made up.</summary>
internal sealed class DemoCanteens(DemoPlaces places, long deliveryFen)
{
    /// <summary>What marks a canteen as one of the plan's.</summary>
    public const string Origin = "plan:weihai-2020";

    private const int EveryNthHasADeliveryPoint = 4;
    private static readonly string[] Counting = ["第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十"];

    // Canteens that the city names itself; only their district is known.
    private static readonly Dictionary<int, string> NamedInHuancui = new() { [3] = "环翠区文峰社区食堂", [4] = "环翠区南山社区食堂" };

    // The two that the demo users work for stand where senior1 can walk to.
    private static readonly Dictionary<int, (string Town, GeoPoint Place)> FixedInHuancui = new()
    {
        [1] = ("371002001", new(37.5030, 122.1040)),
        [2] = ("371002002", new(37.4965, 122.1120)),
    };

    /// <summary>Canteens, their ledger accounts and delivery points, each after what it needs.</summary>
    public IEnumerable<object> Rows()
    {
        foreach (var quota in ReferenceData.WeihaiQuotas())
        {
            var canteens = Of(quota, CanteenKind.UrbanCanteen, quota.UrbanCanteens ?? 0).Concat(Of(quota, CanteenKind.RuralDiningTable, quota.RuralTables ?? 0));
            foreach (var (canteen, index) in canteens.Select((canteen, index) => (canteen, index)))
            {
                yield return canteen;
                yield return LedgerAccount.Open(AccountKind.CanteenPledged, canteen.Id.ToString(), canteen.DivisionCode);
                yield return LedgerAccount.Open(AccountKind.CanteenReceivable, canteen.Id.ToString(), canteen.DivisionCode);
                yield return LedgerAccount.Open(AccountKind.CashDrawer, canteen.Id.ToString(), canteen.DivisionCode);
                if (index % EveryNthHasADeliveryPoint == 0) yield return PointOf(canteen);
            }
        }
    }

    private IEnumerable<Canteen> Of(QuotaRecord quota, CanteenKind kind, int count)
    {
        var towns = TownsFor(quota.DistrictCode, kind);
        var inTown = new Dictionary<string, int>();
        for (var number = 1; number <= count; number++)
        {
            var town = TownOf(quota, kind, number, towns);
            var turn = inTown[town] = inTown.GetValueOrDefault(town) + 1;
            yield return Make(quota, kind, number, town, turn);
        }
    }

    private List<string> TownsFor(string district, CanteenKind kind)
    {
        var towns = places.TownsOf(district);
        // 0xx are streets, the rest towns; a district that has only one sort has its points there.
        var fitting = towns.Where(town => town.Code[6] == '0' == (kind == CanteenKind.UrbanCanteen)).ToList();
        return [.. (fitting.Count > 0 ? fitting : towns).Select(town => town.Code)];
    }

    private static string TownOf(QuotaRecord quota, CanteenKind kind, int number, List<string> towns)
    {
        if (IsInHuancui(quota, kind))
        {
            if (FixedInHuancui.TryGetValue(number, out var place)) return place.Town;
            if (NamedInHuancui.ContainsKey(number)) return quota.DistrictCode;
        }
        return towns.Count == 0 ? quota.DistrictCode : towns[(number - 1) % towns.Count];
    }

    private Canteen Make(QuotaRecord quota, CanteenKind kind, int number, string town, int turn)
    {
        var key = $"{quota.DistrictCode}:{kind}:{number}";
        var isUrban = kind == CanteenKind.UrbanCanteen;
        var place = IsInHuancui(quota, kind) && FixedInHuancui.TryGetValue(number, out var known) ? known.Place : places.Near(town, key);
        var townName = town == quota.DistrictCode ? "" : places.Division(town).Name;
        var name = IsInHuancui(quota, kind) && NamedInHuancui.TryGetValue(number, out var named)
            ? named
            : $"{quota.DistrictName}{townName}{(turn == 1 && isUrban ? "" : Counting[turn - 1])}{(isUrban ? "社区食堂" : "老年餐桌")}";
        return new Canteen
        {
            Id = DemoIds.Of("canteen", key),
            Name = name,
            Kind = kind,
            Area = isUrban ? CanteenArea.Urban : CanteenArea.Rural,
            DivisionCode = town,
            Address = $"威海市{quota.DistrictName}{townName}",
            Latitude = place.Latitude,
            Longitude = place.Longitude,
            Seats = isUrban ? 40 + number * 7 % 41 : 12 + number * 5 % 19,
            Origin = Origin,
            DeliveryFen = deliveryFen,
        };
    }

    private DeliveryPoint PointOf(Canteen canteen)
    {
        var place = places.Near(canteen.DivisionCode, "point" + canteen.Id);
        return new DeliveryPoint
        {
            Id = DemoIds.Of("deliveryPoint", canteen.Id.ToString()),
            CanteenId = canteen.Id,
            Name = canteen.Kind == CanteenKind.UrbanCanteen ? "社区养老服务站" : "村委会",
            DivisionCode = canteen.DivisionCode,
            Latitude = place.Latitude,
            Longitude = place.Longitude,
        };
    }

    private static bool IsInHuancui(QuotaRecord quota, CanteenKind kind) => quota.DistrictCode == "371002" && kind == CanteenKind.UrbanCanteen;
}

using ElderCare.Domain.Canteens;
using ElderCare.Domain.Ledger;

namespace ElderCare.Data.Seeding;

/// <summary>Canteens of the cities whose plan names no district, all made up: one in a street and one in a town of each district, or in the towns of the only one that takes part.</summary>
internal sealed class DemoCityCanteens(DemoPlaces places, long deliveryFen)
{
    /// <summary>What marks a canteen as made up.</summary>
    public const string Origin = "demo";

    /// <summary>Towns with a canteen where only one district takes part.</summary>
    private const int TownsOfOneDistrict = 8;
    private static readonly string[] Cities = ["330300", "320600", "320400", "370200"];
    private static readonly string[] Islands = ["330305"];
    private static readonly string[] Mountains = ["330324", "330328", "330329"];

    /// <summary>Canteens, each with its ledger accounts.</summary>
    public IEnumerable<object> Rows()
    {
        foreach (var canteen in Cities.SelectMany(places.DistrictsWithPeople).SelectMany(Of))
        {
            yield return canteen;
            yield return LedgerAccount.Open(AccountKind.CanteenPledged, canteen.Id.ToString(), canteen.DivisionCode);
            yield return LedgerAccount.Open(AccountKind.CanteenReceivable, canteen.Id.ToString(), canteen.DivisionCode);
            yield return LedgerAccount.Open(AccountKind.CashDrawer, canteen.Id.ToString(), canteen.DivisionCode);
        }
    }

    private IEnumerable<Canteen> Of(DivisionRecord district)
    {
        var towns = places.TownsOf(district.Code);
        if (places.DistrictsWithPeople(district.Parent!).Count == 1) return towns.Take(TownsOfOneDistrict).Select(town => Make(district, town, KindIn(town)));
        var street = towns.FirstOrDefault(town => town.Code[6] == '0') ?? towns.FirstOrDefault() ?? district;
        var rural = towns.FirstOrDefault(town => town.Code[6] != '0') ?? towns.LastOrDefault() ?? district;
        return [Make(district, street, CanteenKind.UrbanCanteen), Make(district, rural, CanteenKind.RuralDiningTable)];
    }

    private static CanteenKind KindIn(DivisionRecord town) => town.Code[6] == '0' ? CanteenKind.UrbanCanteen : CanteenKind.RuralDiningTable;

    private Canteen Make(DivisionRecord district, DivisionRecord town, CanteenKind kind)
    {
        var (key, isUrban) = ($"{town.Code}:{kind}:demo", kind == CanteenKind.UrbanCanteen);
        var place = places.Near(town.Code, key);
        var townName = town == district ? "" : town.Name;
        return new Canteen
        {
            Id = DemoIds.Of("canteen", key),
            Name = $"{district.Name}{townName}{(isUrban ? "社区食堂" : "老年餐桌")}",
            Kind = kind,
            DivisionCode = town.Code,
            Address = $"{places.Division(district.Parent!).Name}{district.Name}{townName}",
            Latitude = place.Latitude,
            Longitude = place.Longitude,
            Seats = isUrban ? 80 : 30,
            Origin = Origin,
            DeliveryFen = deliveryFen,
            Tags = Islands.Contains(district.Code) ? ["island"] : Mountains.Contains(district.Code) ? ["mountain"] : [],
        };
    }
}

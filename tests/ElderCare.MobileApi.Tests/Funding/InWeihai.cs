using System.Text.Json.Nodes;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>Rules of other cities and years as they would be in Weihai from today on: real orders are placed there and now.</summary>
internal static class InWeihai
{
    private static readonly Dictionary<string, string> Funds = new() { ["city"] = "fund-371000-meals", ["district"] = "fund-371002-meals", ["town"] = "fund-371082-town" };

    /// <summary>Where a division of another city would lie: a city is Weihai, its other districts Wendeng, its towns those of Huancui.</summary>
    public static string Division(string code) => code switch
    {
        "440118104" => "371002001",
        "440118105" => "371002002",
        "440112" => "371003",
        _ when code.Length == 6 && code.EndsWith("00", StringComparison.Ordinal) => "371000",
        _ => "371002",
    };

    public static string Fund(string payer, string fund) => fund == "fund-own-district" ? fund : Funds[payer];

    /// <summary>The rule with its divisions and funds in Weihai, its dates open.</summary>
    public static JsonObject Rule(JsonObject rule)
    {
        var moved = rule.DeepClone().AsObject();
        moved["id"] = $"weihai-{rule["id"]}"; // the order of ids, which decides ties, stays
        moved["city"] = "371000";
        moved["divisionCode"] = Division((string)rule["divisionCode"]!);
        moved.Remove("validFrom");
        moved.Remove("validTo");
        foreach (var line in moved["funding"]!.AsArray())
        {
            line!["fundId"] = Fund((string)line["payer"]!, (string)line["fundId"]!);
            if ((string?)line["onlyInside"] is { } inside) line["onlyInside"] = Division(inside);
        }
        return moved;
    }
}

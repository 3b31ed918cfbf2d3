namespace ElderCare.Data.Writing;

/// <summary>A column of what is left, never below 0.</summary>
/// <param name="table">Its table, with an <c>Id</c>.</param>
/// <param name="column">The column.</param>
public sealed class Stock(string table, string column)
{
    /// <summary>Portions of a dish on a menu.</summary>
    public static readonly Stock Portions = new("MenuDishes", "Remaining");

    /// <summary>What a fund may still pay in a month or year.</summary>
    public static readonly Stock FundCaps = new("FundCaps", "Remaining");

    /// <summary>Takes from one row.</summary>
    internal string Take { get; } = $"""UPDATE "{table}" SET "{column}" = "{column}" - @p0 WHERE "Id" = @p1 AND "{column}" >= @p0""";

    /// <summary>Takes from many rows.</summary>
    internal string TakeMany { get; } =
        $"""UPDATE "{table}" AS r SET "{column}" = r."{column}" - t.amount FROM unnest($1::uuid[], $2::bigint[]) AS t(id, amount) WHERE r."Id" = t.id AND r."{column}" >= t.amount""";
}

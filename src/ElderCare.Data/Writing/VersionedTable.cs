namespace ElderCare.Data.Writing;

/// <summary>A table whose rows have an <c>Id</c> and a <c>Version</c> that every change counts up.</summary>
/// <param name="name">As the database names it.</param>
public sealed class VersionedTable(string name)
{
    /// <summary>People.</summary>
    public static readonly VersionedTable Seniors = new("Seniors");

    /// <summary>Where meals are cooked.</summary>
    public static readonly VersionedTable Canteens = new("Canteens");

    /// <summary>Menus; a change of their dishes counts.</summary>
    public static readonly VersionedTable Menus = new("Menus");

    /// <summary>Weekly plans of visits at home.</summary>
    public static readonly VersionedTable ServicePlans = new("ServicePlans");

    /// <summary>Imports of people; taken over from one that is broken off.</summary>
    public static readonly VersionedTable SeniorImports = new("SeniorImports");

    /// <summary>Finds a row at a version.</summary>
    internal string At { get; } = $"""SELECT 1 FROM "{name}" WHERE "Id" = @p0 AND "Version" = @p1""";

    /// <summary>Finds it and keeps it as it is until the transaction ends.</summary>
    internal string Hold { get; } = $"""SELECT 1 FROM "{name}" WHERE "Id" = @p0 AND "Version" = @p1 FOR SHARE""";

    /// <summary>Finds and keeps many.</summary>
    internal string HoldMany { get; } =
        $"""SELECT 1 FROM "{name}" AS r JOIN unnest($1::uuid[], $2::integer[]) AS t(id, version) ON r."Id" = t.id AND r."Version" = t.version FOR SHARE OF r""";
}

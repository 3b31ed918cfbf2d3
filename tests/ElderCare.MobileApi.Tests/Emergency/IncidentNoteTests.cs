using System.Text.Json;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Tests.CallCentre;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>Lines of a timeline.</summary>
public sealed class IncidentNoteTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task EachKindIsKeptAndToldAsItsWord(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var id = Guid.Parse((await city.Press(await city.AddDevice(DemoIds.Senior1))).Text("incidentId"));
        var agent = await city.As("agent1");
        var before = (await agent.Read($"/api/incidents/{id}")).Kinds().Count();
        var kinds = Enum.GetValues<IncidentNoteKind>();

        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            var incident = unit.HoldIncident(id)!;
            foreach (var kind in kinds) unit.Note(incident, kind, null, $"{Guid.NewGuid()}");
        });

        var words = kinds.Select(kind => JsonNamingPolicy.CamelCase.ConvertName($"{kind}")).ToList();
        Assert.Equal(words, (await agent.Read($"/api/incidents/{id}")).Kinds().Skip(before));
        var kept = new List<string>();
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => kept.AddRange(unit.Sql.Query("""SELECT "Kind" FROM "IncidentNotes" WHERE "IncidentId" = @p0 ORDER BY "Id" """, row => row.GetString(0), id)));
        Assert.Equal(words, kept.Skip(before));
    }
}

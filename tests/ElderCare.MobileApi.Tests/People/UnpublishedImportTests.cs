using ElderCare.Data;
using ElderCare.Data.People;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Whom an import has staged is seen by nobody before it is whole, and is removed when it breaks off.</summary>
public sealed class UnpublishedImportTests
{
    private const int People = 230;

    [SkippableTheory, OnBothDatabases]
    public async Task NobodySeesThemUntilTheLastRow(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var officer = await city.As("city1");
        var (before, number) = (await Seen(officer), InventedIdNumbers.Next());
        var import = await Stage(city, number);

        Assert.Equal(before, await Seen(officer));
        Assert.Empty((await officer.Post("/api/seniors/search", new { text = number }).Body()).Items());
        Assert.Empty((await officer.Post("/api/seniors/search", new { text = "待发布" }).Body()).Items());
        var (hidden, account) = await OneOf(city, import);
        await officer.GetAsync($"/api/seniors/{hidden}").ShouldBeProblem(404, "notFound");
        Assert.Empty((await officer.Read($"/api/ledger/accounts?owner={hidden}")).Items());
        Assert.Equal(2, account);

        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => SeniorImports.Show(unit, import.Id));
        Assert.Equal(before + People, await Seen(officer));
        await officer.GetAsync($"/api/seniors/{hidden}").Body();
        Assert.Equal(2, (await officer.Read($"/api/ledger/accounts?owner={hidden}")).Items().Count);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsLeftOfABrokenOneIsRemovedAndAnotherMayBegin(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var officer = await city.As("city1");
        var before = city.Snapshot();
        var import = await Stage(city, InventedIdNumbers.Next());
        await officer.Import(SeniorList.Of(SeniorList.Row())).ShouldBeProblem(409, "people.importRunning");
        Assert.Equal(city.Clock.GetCurrentInstant() + SeniorImports.Lease, await city.Get<SeniorImports>().LookAfter(import.Id, 1, default));

        city.Clock.Advance(SeniorImports.Lease);
        await city.Get<SeniorImports>().LookAfter(import.Id, 1, default);
        await Assert.ThrowsAsync<StaleReadException>(() => city.Get<SeniorImports>().Keep(import, _ => true, default));
        await Assert.ThrowsAsync<StaleReadException>(() => city.Get<CityWriter>().Commit(Lane.Interactive, unit => SeniorImports.Show(unit, import.Id)));
        while (await city.Get<SeniorImports>().LookAfter(import.Id, 1, default) is not null) { } // as the timer does, a little each time

        Assert.Equal(before, city.Snapshot());
        Assert.Equal(1, (await officer.Import(SeniorList.Of(SeniorList.Row())).Body()).GetProperty("added").GetInt32());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnImportThatIsRenewedLives(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var import = await Stage(city, InventedIdNumbers.Next());
        for (var i = 0; i < 3; i++)
        {
            city.Clock.Advance(SeniorImports.Lease - Duration.FromSeconds(1));
            await city.Get<SeniorImports>().Keep(import, _ => true, default);
            Assert.Equal(city.Clock.GetCurrentInstant() + SeniorImports.Lease, await city.Get<SeniorImports>().LookAfter(import.Id, 1, default));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhoIsRegisteredMeanwhileIsNotDoubled(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        using var officer = await city.As("city1");
        var number = InventedIdNumbers.Next();
        var person = new { name = "李秀兰", idNumber = number, hukouDivision = "371002", residenceDivision = "371002" };
        var import = await city.Get<SeniorImports>().Begin(Guid.Empty, default);
        await officer.Post("/api/seniors", person).Body();
        Assert.Equal(1, await city.Get<SeniorStaging>().Keep(import, [Person(number), Person(InventedIdNumbers.Next())], _ => new(37.5, 122.1), default));
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => SeniorImports.Show(unit, import.Id));
        Assert.Single((await officer.Post("/api/seniors/search", new { text = number }).Body()).Items());
        await officer.Post("/api/seniors", person).ShouldBeProblem(409, "people.alreadyRegistered", "idNumber");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfTwoAtOnceOneIsImported(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            try
            {
                await city.Get<SeniorImports>().Begin(Guid.Empty, default);
                return "begun";
            }
            catch (RuleViolation refused)
            {
                return refused.Code;
            }
        })));
        Assert.Equal(["begun", .. Enumerable.Repeat("people.importRunning", 5)], outcomes.Order());
    }

    private static async Task<OpenImport> Stage(TestCity city, string number)
    {
        var import = await city.Get<SeniorImports>().Begin(Guid.Empty, default);
        var people = Enumerable.Range(1, People).Select(which => Person(which == 1 ? number : InventedIdNumbers.Next()));
        Assert.Equal(People, await city.Get<SeniorStaging>().Keep(import, people, _ => new(37.5, 122.1), default));
        return import;
    }

    private static async Task<(Guid Senior, int Accounts)> OneOf(TestCity city, OpenImport import)
    {
        using var db = city.Get<CityDatabase>().Read();
        var senior = await db.Seniors.IgnoreQueryFilters().Where(senior => senior.ImportId == import.Id).Select(senior => senior.Id).FirstAsync();
        var owner = senior.ToString();
        return (senior, await db.LedgerAccounts.CountAsync(account => account.Owner == owner));
    }

    /// <summary>How many people an officer sees in the list.</summary>
    private static async Task<int> Seen(HttpClient officer)
    {
        var (count, cursor) = (0, "");
        do
        {
            var page = await officer.Read($"/api/seniors?limit=200&divisionCode=371002{cursor}");
            count += page.Items().Count;
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);
        return count;
    }

    private static NewSenior Person(string number) => new()
    {
        Name = "待发布",
        IdDocument = IdDocumentKind.ResidentIdCard,
        IdNumber = number,
        BornOn = IdNumber.Parse(number).BornOn,
        Sex = Sex.Female,
        HukouDivision = "371002",
        ResidenceDivision = "371002",
        Address = "新威路",
        Categories = [new("disabled", new(2024, 1, 1), null)],
    };
}

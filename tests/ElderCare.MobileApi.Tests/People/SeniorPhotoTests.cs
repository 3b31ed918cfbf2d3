using System.Net;
using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>The photo of a person: kept, replaced, removed, and shown to few.</summary>
public sealed class SeniorPhotoTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const FamilyRights All = FamilyRights.Order | FamilyRights.Pay | FamilyRights.ViewHealth;

    [SkippableTheory, OnBothDatabases]
    public async Task ItIsKeptReplacedAndRemovedAndEachIsWrittenDown(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior) = (await city.As("district1"), (await city.AddSeniors(1))[0]);
        var address = CityPhotos.PhotoOf(senior);
        Assert.False((await worker.Read($"/api/seniors/{senior}")).TryGetProperty("photo", out _));
        await worker.GetAsync(address).ShouldBeProblem(404, "notFound");
        await worker.DeleteAsync(address).ShouldBeProblem(404, "notFound");

        using var first = await worker.PutPhoto(senior, CityPhotos.Png);

        Assert.Equal((HttpStatusCode.Created, address), (first.StatusCode, first.Headers.Location!.ToString()));
        var body = await first.Body();
        Assert.Equal((address, "image/png", CityPhotos.Png.Length), (body.Text("photo"), body.Text("contentType"), body.GetProperty("bytes").GetInt32()));
        var shown = await worker.Photo((await worker.Read($"/api/seniors/{senior}")).Text("photo"));
        Assert.Equal(("image/png", first.Headers.ETag!.ToString()), (shown.Type, shown.Tag));
        Assert.Equal(CityPhotos.Png, shown.Bytes);
        using (var again = new HttpRequestMessage(HttpMethod.Get, address))
        {
            again.Headers.TryAddWithoutValidation("If-None-Match", shown.Tag);
            using var same = await worker.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, shown.Tag, true), (same.StatusCode, same.Headers.ETag!.ToString(), same.Headers.CacheControl!.Private));
        }

        await worker.PutPhoto(senior, CityPhotos.Jpeg(), "image/jpeg").ShouldBeProblem(412, "request.stale");
        await worker.PutPhoto(senior, CityPhotos.Jpeg(), "image/jpeg", "\"other\"").ShouldBeProblem(412, "request.stale");
        Assert.Equal(HttpStatusCode.OK, (await worker.PutPhoto(senior, CityPhotos.Jpeg(), "image/jpeg", shown.Tag)).StatusCode);
        Assert.Equal("image/jpeg", (await worker.Photo(address)).Type);
        Assert.Equal(HttpStatusCode.OK, (await worker.PutPhoto(senior, CityPhotos.WebP, "image/webp", "*")).StatusCode);
        Assert.Equal(CityPhotos.WebP, (await worker.Photo(address)).Bytes);

        Assert.Equal(HttpStatusCode.NoContent, (await worker.DeleteAsync(address)).StatusCode);
        await worker.GetAsync(address).ShouldBeProblem(404, "notFound");
        Assert.False((await worker.Read($"/api/seniors/{senior}")).TryGetProperty("photo", out _));
        using var db = city.Get<CityDatabase>().Read();
        var written = db.Audit.Where(row => row.SeniorId == senior && row.Action.StartsWith("senior.photo")).OrderBy(row => row.Id).Select(row => row.Action).ToList();
        Assert.Equal(["senior.photoChanged", "senior.photoRead", "senior.photoChanged", "senior.photoRead", "senior.photoChanged", "senior.photoRead", "senior.photoRemoved"], written);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task WhatIsNoPhotoOrTooLargeIsRefusedByName(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var (worker, senior) = (await city.As("district1"), (await city.AddSeniors(1))[0]);
        foreach (var type in new[] { null, "application/json", "image/gif", "image/svg+xml" }) await worker.PutPhoto(senior, CityPhotos.Png, type).ShouldBeProblem(415, "request.notAPhoto", "Content-Type");
        foreach (var (picture, type) in new[] { (CityPhotos.Png, "image/jpeg"), (CityPhotos.Jpeg(), "image/png"), ("<svg/>"u8.ToArray(), "image/webp"), ([], "image/png") })
        {
            await worker.PutPhoto(senior, picture, type).ShouldBeProblem(400, "request.invalid", "body");
        }
        foreach (var length in new[] { 524_289, 999_999, 1_000_001, 3_000_000 })
        {
            var problem = await worker.PutPhoto(senior, CityPhotos.Jpeg(length), "image/jpeg").ShouldBeProblem(413, "request.tooLarge", "body");
            Assert.Contains("512 KB", problem.Text("detail"), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Created, (await worker.PutPhoto(senior, CityPhotos.Jpeg(524_288), "image/jpeg")).StatusCode);
        using var without = new HttpRequestMessage(HttpMethod.Put, CityPhotos.PhotoOf(senior)) { Content = new ByteArrayContent(CityPhotos.Png) };
        without.Content.Headers.ContentType = new("image/png");
        await worker.SendAsync(without).ShouldBeProblem(428, "request.ifMatchRequired", "If-Match");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyThoseWhoSeeTheWholeRecordSeeAndChangeIt(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = (await city.AddSeniors(1, division: "371002001"))[0];
        var (path, address) = ($"/api/seniors/{senior}", CityPhotos.PhotoOf(senior));
        await (await city.As("community1")).PutPhoto(senior, CityPhotos.Png).Body();
        foreach (var sees in new[] { await city.As("city1"), await city.As("district1"), await city.As("street1"), await city.As("agent1"), await city.As("supervisor1"), await city.FamilyOf(senior, All) })
        {
            Assert.Equal(CityPhotos.Png, (await sees.Photo((await sees.Read(path)).Text("photo"))).Bytes);
        }
        using (var db = city.Get<CityDatabase>().Read()) Assert.Equal(5, db.Audit.Count(row => row.SeniorId == senior && row.Action == "senior.photoRead")); // the family's own looking is nobody's business
        var (partly, auditor) = (await city.FamilyOf(senior, FamilyRights.Order | FamilyRights.Pay), await city.As("auditor1"));
        Assert.False((await partly.Read(path)).TryGetProperty("photo", out _));
        Assert.False((await auditor.Read(path)).TryGetProperty("photo", out _));
        var elsewhere = city.With(await city.TokenIn(Role.DistrictOfficer, "330302"));
        foreach (var (outsider, status, code) in new[] { (partly, 403, "auth.forbidden"), (auditor, 403, "auth.forbidden"), (elsewhere, 404, "notFound"), (await city.As("family2"), 404, "notFound"), (await city.As("canteen1"), 403, "auth.forbidden") })
        {
            await outsider.GetAsync(address).ShouldBeProblem(status, code);
            await outsider.PutPhoto(senior, CityPhotos.Jpeg(), "image/jpeg", "*").ShouldBeProblem(status, code);
            await outsider.DeleteAsync(address).ShouldBeProblem(status, code);
        }
        await (await city.As("responder1")).GetAsync(address).ShouldBeProblem(404, "notFound"); // nobody has sent them there
        var family = await city.FamilyOf(senior, All);
        await family.PutPhoto(senior, CityPhotos.Jpeg(), "image/jpeg", "*").Body();
        Assert.Equal(HttpStatusCode.NoContent, (await family.DeleteAsync(address)).StatusCode);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OfTwoRecordsTheOneThatStaysKeepsItsPhotoOrGetsTheOthers(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var worker = await city.As("district1");
        var people = await city.AddSeniors(4);
        await worker.PutPhoto(people[0], CityPhotos.Png).Body();
        await worker.PutPhoto(people[1], CityPhotos.Jpeg(), "image/jpeg").Body();
        await worker.PutPhoto(people[3], CityPhotos.WebP, "image/webp").Body();

        foreach (var (stays, goes) in new[] { (0, 1), (2, 3) }) await worker.Post($"/api/seniors/{people[stays]}/merge", new { otherId = people[goes], reason = "同一人" }).Body();

        Assert.Equal(CityPhotos.Png, (await worker.Photo(CityPhotos.PhotoOf(people[0]))).Bytes);
        Assert.Equal("image/webp", (await worker.Photo((await worker.Read($"/api/seniors/{people[2]}")).Text("photo"))).Type);
        Assert.False((await worker.Read($"/api/seniors/{people[3]}")).TryGetProperty("photo", out _));
        await worker.PutPhoto(people[3], CityPhotos.Png).ShouldBeProblem(409, "people.merged");
    }
}

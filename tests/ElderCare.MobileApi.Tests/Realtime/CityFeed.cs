using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>The feed of a test's city.</summary>
internal static class CityFeed
{
    /// <summary>Tells an event to an audience and answers its number.</summary>
    public static async Task<long> Tell(this TestCity city, string audience, string subject = "")
    {
        if (subject.Length == 0) subject = Guid.NewGuid().ToString();
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Tell("notice.published", subject, new { text = "饭好了" }, [audience]));
        return city.Get<CityDatabase>().Read(sql => sql.Query("""SELECT MAX("Sequence") FROM "Events" WHERE "SubjectId" = @p0""", row => row.GetInt64(0), subject)[0]);
    }

    /// <summary>The numbers of all events for an audience above a number, rising.</summary>
    public static IReadOnlyList<long> Written(this TestCity city, string audience, long after) => city.Get<CityDatabase>().Read(sql => sql.Query(
        """SELECT "Sequence" FROM "EventAddresses" WHERE "Audience" = @p0 AND "Sequence" > @p1 ORDER BY "Sequence" """, row => row.GetInt64(0), audience, after));

    /// <summary>Adds an officer of a district, with the password of the demo; answers the account.</summary>
    public static Task<Guid> AddOfficer(this TestCity city, string userName, string division) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var like = unit.Db.Accounts.Single(account => account.UserName == "district1");
        var account = new Account { Id = Guid.CreateVersion7(), UserName = userName, Name = "区里的人", PasswordHash = like.PasswordHash, Roles = [Role.DistrictOfficer], DivisionCode = division, CreatedAt = unit.Now };
        unit.Insert(account);
        return account.Id;
    });
}

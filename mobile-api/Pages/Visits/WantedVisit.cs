using System.Globalization;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>A visit that somebody is about to book, as it stands in the form: for whom and what travel in the address, the rest is typed.</summary>
public sealed record WantedVisit(Guid? Senior, Guid? Service, string Day, string Time, string Minutes, string Notes, string Sex)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Whether for whom and what are chosen; what is malformed counts as not chosen.</summary>
    public bool IsBegun => Senior is not null && Service is not null;

    internal static WantedVisit Of(HttpRequest request)
    {
        var form = request.HasFormContentType ? request.Form : FormCollection.Empty;
        return new(Id("senior"), Id("service"), form["day"].ToString(), form["time"].ToString(), form["minutes"].ToString(), form["notes"].ToString().ReplaceLineEndings("\n").Trim(), form["sex"].ToString());

        Guid? Id(string name) => Guid.TryParse(request.Query[name], out var id) ? id : null;
    }

    /// <summary>What the form offers before anything is chosen: tomorrow morning, as long as the service takes.</summary>
    internal WantedVisit WithDefaults(ServiceItem item, LocalDate today) => this with
    {
        Day = Day.Length > 0 ? Day : LocalDatePattern.Iso.Format(today.PlusDays(1)),
        Time = Time.Length > 0 ? Time : "09:00",
        Minutes = Minutes.Length > 0 ? Minutes : $"{(item.Unit == ServiceUnit.Job ? item.JobMinutes / item.Workers : 60)}",
    };

    /// <summary>The address of a step.</summary>
    public string At(string path) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?> { ["senior"] = $"{Senior}", ["service"] = $"{Service}" });

    /// <param name="mostSelfPayFen">What the person has been shown and agreed to pay; null when nothing.</param>
    /// <exception cref="Errors.RequestProblem">400 that names every field that is missing or malformed.</exception>
    internal ServiceWish Read(long? mostSelfPayFen)
    {
        var clock = Clock.Parse(Time);
        Instant? starts = CityDate.TryParse(Day, null, out var day) && clock.Success ? CityClock.At(day, clock.Value) : null;
        int? minutes = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
        return new BookServiceRequest(Senior, Service, starts, minutes, Notes, null, Words<Domain.People.Sex>.TryRead(Sex, out var sex) ? sex : null, mostSelfPayFen is not null).Read() with { MostSelfPayFen = mostSelfPayFen };
    }
}

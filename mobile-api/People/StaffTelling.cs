using ElderCare.Data;
using ElderCare.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>What staff have still to tell somebody whom no phone reaches.</summary>
internal static class StaffTelling
{
    /// <summary>Whether something has still to be told.</summary>
    /// <param name="db">The tables.</param>
    /// <param name="subject">The order, standing order or plan that it is about.</param>
    /// <param name="division">Where its person lives.</param>
    /// <param name="titleZh">The title of the task.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<bool> HasToTell(this CityContext db, Guid subject, string division, string titleZh, CancellationToken ct)
    {
        var id = subject.ToString();
        return db.Tasks.AnyAsync(task => task.DivisionCode == division && task.Status != WorkTaskStatus.Closed && task.SubjectId == id && task.TitleZh == titleZh, ct);
    }
}

using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Access;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>
/// How whoever comes to a visit gets in. They see it from when they take it until it ends; the first time is written down for the
/// person to read, and not each time again, because a screen that follows what happens reads all day.
/// </summary>
internal sealed class DoorNotes(CityWriter writer, FieldCipher cipher)
{
    private const string Shown = "serviceOrder.doorNoteShown";

    /// <summary>The note; null when there is none, or it is not the caller's to see.</summary>
    public async Task<string?> Show(CityContext db, ServiceOrder order, Caller caller, CancellationToken ct)
    {
        if (!order.Stands || !ServiceAccess.Comes(caller, order)) return null;
        if (await db.Seniors.Where(senior => senior.Id == order.SeniorId).Select(senior => senior.DoorNoteCipher).SingleAsync(ct) is not { } note) return null;
        var (actor, subject) = (caller.Actor, order.Id.ToString());
        if (!await db.Audit.AnyAsync(row => row.SeniorId == order.SeniorId && row.Actor == actor && row.Action == Shown && row.Subject == subject, ct))
        {
            await writer.Commit(Lane.Interactive, unit => unit.Record(actor, Shown, subject, order.SeniorId), ct);
        }
        return cipher.Decrypt(note);
    }
}

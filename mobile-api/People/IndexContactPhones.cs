using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Gives contacts that an earlier version kept without one the blind index by which a caller is found: a migration asks for it, for
/// only the program has the keys.
/// </summary>
internal sealed class IndexContactPhones(CityDatabase database, CityWriter writer, FieldCipher cipher) : ITimerHandler
{
    public const string TimerKind = "contacts.index";
    private const int Chunk = 200;

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        using var db = database.Read();
        var contacts = await db.Contacts.Where(contact => contact.PhoneIndex == null && contact.PhoneCipher != "").OrderBy(contact => contact.Id).Select(contact => new { contact.Id, contact.PhoneCipher }).ToListAsync(ct);
        foreach (var some in contacts.Chunk(Chunk))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var contact in some)
                {
                    unit.Sql.Execute( // one that was changed meanwhile has its index
                        """UPDATE "Contacts" SET "PhoneIndex" = @p1 WHERE "Id" = @p0 AND "PhoneIndex" IS NULL AND "PhoneCipher" = @p2""", contact.Id, cipher.Index(cipher.Decrypt(contact.PhoneCipher)), contact.PhoneCipher);
                }
            }, ct);
        }
        return null;
    }
}

using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Gives the numbers of passports and permits that an earlier version kept as they were typed the one form in which they are
/// compared: a migration asks for it, for only the program has the keys. Where another record has the number, a human decides.
/// </summary>
internal sealed class SettleDocumentNumbers(CityDatabase database, CityWriter writer, FieldCipher cipher, CityFacts facts) : ITimerHandler
{
    public const string TimerKind = "documents.settle";
    private const int Chunk = 100;

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        using var db = database.Read();
        var documents = await db.Seniors.Where(senior => senior.IdDocument != IdDocumentKind.ResidentIdCard).OrderBy(senior => senior.Id).Select(senior => new { senior.Id, senior.IdNumberCipher }).ToListAsync(ct);
        var toSettle = documents.Where(one => cipher.Decrypt(one.IdNumberCipher) is var number && IdDocument.Normalise(number) is { } plain && plain != number).Select(one => one.Id);
        foreach (var some in toSettle.Chunk(Chunk))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var id in some) Settle(unit, id);
            }, ct);
        }
        return null;
    }

    private void Settle(CityUnit unit, Guid id)
    {
        var senior = unit.Db.Seniors.Single(senior => senior.Id == id);
        if (senior.IdDocument == IdDocumentKind.ResidentIdCard || IdDocument.Normalise(cipher.Decrypt(senior.IdNumberCipher)) is not { } number) return; // changed meanwhile
        var indexes = cipher.Indexes(number);
        var other = unit.Db.Seniors.AsNoTracking().FirstOrDefault(other => indexes.Contains(other.IdNumberIndex) && other.IdDocument == senior.IdDocument && other.Id != id);
        if (other is not null)
        {
            Review(unit, senior, other.Id.ToString());
            return;
        }
        (senior.IdNumberCipher, senior.IdNumberIndex, senior.IdNumberMasked) = (cipher.Encrypt(number), cipher.Index(number), Masking.IdNumber(number));
        senior.Version++;
        unit.Record("system", "senior.numberSettled", id.ToString(), id);
        unit.Db.SaveChanges();
    }

    private void Review(CityUnit unit, Senior senior, string other)
    {
        if (unit.Db.Tasks.Any(task => task.SeniorId == senior.Id && task.SubjectId == other && task.Status != WorkTaskStatus.Closed)) return;
        unit.Raise(TaskKind.Review, senior.ResidenceDivision, other, senior.Id, "两份档案的证件号码相同，请核对；如果是同一个人，请合并。", "Two records have the same document number; look at them, and merge them if it is one person.", facts);
    }
}

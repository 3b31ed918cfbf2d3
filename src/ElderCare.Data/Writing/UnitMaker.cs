using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>Makes the unit that a piece of work runs in.</summary>
internal sealed class UnitMaker(CityDatabase database, RowInserts inserts, IClock clock)
{
    /// <summary>A unit that asks the database.</summary>
    public CityUnit On(SqlSession session, FeedNumbers numbers) => new(database, inserts, session, numbers, clock.GetCurrentInstant());

    /// <summary>A unit that is told what it foresees.</summary>
    public CityUnit Foreseen(FeedNumbers numbers, int shard) => new(database, inserts, null, numbers, clock.GetCurrentInstant(), new ForeseenWrites(shard));
}

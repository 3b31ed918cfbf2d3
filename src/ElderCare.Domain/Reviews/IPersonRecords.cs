using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>Records that each name one person and one moment.</summary>
internal interface IPersonRecords
{
    int Count { get; }

    /// <summary>The number of the person in the <see cref="PeopleBook"/>.</summary>
    int PersonOf(int record);

    /// <summary>When it happened.</summary>
    Instant At(int record);

    /// <summary>The city's day on which it happened.</summary>
    LocalDate DayOf(int record);
}

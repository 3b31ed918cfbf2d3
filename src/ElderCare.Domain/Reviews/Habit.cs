namespace ElderCare.Domain.Reviews;

/// <summary>How many of somebody's records show a trait.</summary>
internal sealed class Habit
{
    public int All { get; private set; }

    public int With { get; private set; }

    public double Share => All == 0 ? 0 : (double)With / All;

    public static Habit Of<TKey>(Dictionary<TKey, Habit> habits, TKey key) where TKey : notnull
    {
        if (!habits.TryGetValue(key, out var habit)) habits[key] = habit = new();
        return habit;
    }

    /// <summary>How many have enough records to show a habit, and the share of the one in their middle.</summary>
    public static (int Count, double Share) MedianShare(IEnumerable<Habit> habits, double least)
    {
        var shares = habits.Where(habit => habit.All >= least).Select(habit => habit.Share).Order().ToList();
        return (shares.Count, shares.Count == 0 ? 0 : shares[shares.Count / 2]);
    }

    public void Count(bool shows)
    {
        All++;
        if (shows) With++;
    }
}

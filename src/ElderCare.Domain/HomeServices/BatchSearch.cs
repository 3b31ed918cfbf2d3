namespace ElderCare.Domain.HomeServices;

/// <summary>
/// Makes ways shorter: tasks in a row are taken out of the days of caregivers who are near each other and put back where they add
/// least, over and over, so that tasks move, change places and days are joined anew. What became worse is kept now and then, ever more
/// rarely, so that the search does not stop at the first dip. The same random numbers find the same.
/// </summary>
internal sealed class BatchSearch(BatchRoutes routes, Random random)
{
    private const int MostDaysTouched = 12;
    private const int LongestTaken = 5;

    /// <summary>Of the tasks around one, so many are looked at.</summary>
    private const int MostNear = 60;

    /// <summary>What is kept at first although it is worse, in parts of a mean leg; and at last.</summary>
    private const double WarmAtFirst = 0.3, WarmAtLast = 0.003;
    private readonly BatchDay _day = routes.Day;
    private readonly Dictionary<int, int[]> _before = [];

    /// <summary>Puts all that nobody does where it adds least; first what would be dearest to put last.</summary>
    public void PutAll() => PutByRegret([.. Enumerable.Range(0, _day.Tasks).Where(task => routes.CrewOf(task) < 0)]);

    /// <summary>Takes out and puts back so many times; what is found best stands in the end.</summary>
    public void TakeOutAndPutBack(int rounds)
    {
        if (routes.Placed == 0) return;
        var near = NearestOf();
        var unplaced = Enumerable.Range(0, _day.Tasks).Where(task => routes.CrewOf(task) < 0).ToList();
        var (best, now) = (routes.Copy(), routes.Metres);
        var leg = now / routes.Placed;
        var (bestMetres, bestUnplaced) = (now, unplaced.Count);
        for (var round = 0; round < rounds; round++)
        {
            _before.Clear();
            var taken = TakeOut(near);
            var open = taken.Concat(unplaced).ToList();
            PutByRegret(open);
            var left = open.Where(task => routes.CrewOf(task) < 0).ToList();
            var metres = now + _before.Sum(day => routes.MetresOf(day.Key) - _day.MetresOf(day.Key, day.Value));
            var warm = leg * WarmAtFirst * Math.Pow(WarmAtLast / WarmAtFirst, round / (double)rounds);
            if (left.Count > unplaced.Count || (left.Count == unplaced.Count && metres >= now - warm * Math.Log(1 - random.NextDouble())) || left.Any(task => best.CrewOf(task) >= 0))
            {
                Undo();
                continue;
            }
            (now, unplaced) = (metres, left);
            if (left.Count > bestUnplaced || (left.Count == bestUnplaced && metres >= bestMetres - 1e-6)) continue;
            (best, bestMetres, bestUnplaced) = (routes.Copy(), metres, left.Count);
        }
        routes.Become(best);
    }

    /// <summary>Takes a few tasks in a row out of some days: those around one task, drawn by lot.</summary>
    private List<int> TakeOut(int[][] near)
    {
        var taken = new List<int>();
        var days = 1 + random.Next(MostDaysTouched);
        foreach (var task in near[random.Next(_day.Tasks)])
        {
            var crew = routes.CrewOf(task);
            if (crew < 0 || _before.ContainsKey(crew)) continue;
            var tasks = routes.TasksOf(crew);
            var count = 1 + random.Next(Math.Min(LongestTaken, tasks.Length));
            var place = Array.IndexOf(tasks, task);
            var first = Math.Clamp(place - random.Next(count), 0, tasks.Length - count);
            _before[crew] = tasks;
            routes.Forget(tasks);
            routes.Set(crew, [.. tasks[..first], .. tasks[(first + count)..]]);
            taken.AddRange(tasks[first..(first + count)]);
            if (_before.Count == days) break;
        }
        return taken;
    }

    /// <summary>Puts first what would be dearest to put last.</summary>
    private void PutByRegret(List<int> tasks)
    {
        var adds = tasks.Select(task =>
        {
            var row = new double[routes.Crews];
            Array.Fill(row, double.PositiveInfinity);
            foreach (var crew in _day.CrewsOf(task)) row[crew] = routes.Adds(crew, task);
            return row;
        }).ToArray();
        var choices = tasks.Select((task, i) => Choice.Of(adds[i], _day.CrewsOf(task))).ToArray();
        for (var left = tasks.Count; left > 0; left--)
        {
            var next = -1;
            for (var i = 0; i < choices.Length; i++)
            {
                if (choices[i].Best >= 0 && (next < 0 || choices[i].Regret > choices[next].Regret)) next = i;
            }
            if (next < 0) return;
            var crew = choices[next].Best;
            _before.TryAdd(crew, routes.TasksOf(crew));
            routes.Put(crew, tasks[next]);
            choices[next] = Choice.None;
            for (var i = 0; i < choices.Length; i++)
            {
                if (choices[i].Best < 0 || !_day.May(crew, tasks[i])) continue;
                adds[i][crew] = routes.Adds(crew, tasks[i]);
                if (choices[i].Best == crew || choices[i].Second == crew || adds[i][crew] < choices[i].SecondAdds) choices[i] = Choice.Of(adds[i], _day.CrewsOf(tasks[i]));
            }
        }
    }

    private void Undo()
    {
        foreach (var crew in _before.Keys) routes.Forget(routes.TasksOf(crew));
        foreach (var (crew, tasks) in _before) routes.Set(crew, tasks);
    }

    /// <summary>For each task the others, the nearest first.</summary>
    private int[][] NearestOf()
    {
        return [.. Enumerable.Range(0, _day.Tasks).Select(task =>
        {
            var others = Enumerable.Range(0, _day.Tasks).ToArray();
            Array.Sort(others.Select(other => other == task ? -1 : _day.Leg(task, other)).ToArray(), others);
            return others[..Math.Min(MostNear, others.Length)];
        })];
    }

    /// <summary>Where a task would add least, and what it costs not to put it there.</summary>
    private readonly record struct Choice(int Best, int Second, double BestAdds, double SecondAdds)
    {
        public static readonly Choice None = new(-1, -1, double.PositiveInfinity, double.PositiveInfinity);

        /// <summary>Who has one choice only comes before all.</summary>
        public double Regret => double.IsPositiveInfinity(SecondAdds) ? double.MaxValue : SecondAdds - BestAdds;

        public static Choice Of(double[] adds, ReadOnlySpan<int> crews)
        {
            var (best, second) = (-1, -1);
            foreach (var crew in crews)
            {
                if (double.IsPositiveInfinity(adds[crew])) continue;
                if (best < 0 || adds[crew] < adds[best]) (best, second) = (crew, best);
                else if (second < 0 || adds[crew] < adds[second]) second = crew;
            }
            return best < 0 ? None : new(best, second, adds[best], second < 0 ? double.PositiveInfinity : adds[second]);
        }
    }
}

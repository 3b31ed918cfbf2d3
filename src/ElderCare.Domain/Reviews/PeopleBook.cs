namespace ElderCare.Domain.Reviews;

/// <summary>The people of a case by numbers, with what is known of them.</summary>
internal sealed class PeopleBook
{
    private const int LeastPeople = 50;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<KnownSenior?> _known = [];
    private readonly HashSet<string> _sharedPhones;

    public PeopleBook(ReviewCase reviewed, ReviewLimits limits)
    {
        foreach (var senior in reviewed.Seniors)
        {
            var number = NumberOf(senior.Id);
            _known[number] = senior;
        }
        var named = new HashSet<int>();
        foreach (var visit in reviewed.Visits) named.Add(NumberOf(visit.SeniorId));
        foreach (var sale in reviewed.Sales) named.Add(NumberOf(sale.SeniorId));
        UnknownIsASign = named.Count >= LeastPeople && named.Count(number => _known[number] is not null) >= named.Count * limits.KnownShare;
        _sharedPhones = [.. reviewed.Seniors.Where(senior => !string.IsNullOrWhiteSpace(senior.Phone)).GroupBy(senior => senior.Phone!.Trim(), StringComparer.Ordinal)
            .Where(people => people.Count() > limits.SharedPhonePeople).Select(people => people.Key)];
    }

    /// <summary>Whether nearly everybody is known.</summary>
    public bool UnknownIsASign { get; }

    public int Count => _known.Count;

    public KnownSenior? this[int number] => _known[number];

    public int NumberOf(string id)
    {
        if (_numbers.TryGetValue(id, out var number)) return number;
        _numbers[id] = number = _known.Count;
        _known.Add(null);
        return number;
    }

    public bool SharesPhone(int number) => _known[number]?.Phone is { } phone && _sharedPhones.Contains(phone.Trim());
}

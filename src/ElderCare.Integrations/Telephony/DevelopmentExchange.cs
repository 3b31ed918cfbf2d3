using System.Collections.Concurrent;

namespace ElderCare.Integrations.Telephony;

/// <summary>Dials nothing and keeps what it would have dialled, for Development.</summary>
public sealed class DevelopmentExchange : ITelephoneExchange
{
    private const int Most = 200;
    private readonly ConcurrentQueue<DialledCall> _dialled = new();

    /// <summary>What it would have dialled, the newest 200, oldest first.</summary>
    public IReadOnlyList<DialledCall> Dialled => [.. _dialled];

    /// <inheritdoc/>
    public Task Dial(Guid id, string agent, string number, CancellationToken ct)
    {
        if (_dialled.Any(call => call.Id == id)) return Task.CompletedTask;
        _dialled.Enqueue(new(id, agent, number));
        while (_dialled.Count > Most) _dialled.TryDequeue(out _);
        return Task.CompletedTask;
    }
}

/// <summary>A call that would have been dialled.</summary>
/// <param name="Id">One call.</param>
/// <param name="Agent">Who would have been rung first.</param>
/// <param name="Number">Who would have been rung then.</param>
public sealed record DialledCall(Guid Id, string Agent, string Number);

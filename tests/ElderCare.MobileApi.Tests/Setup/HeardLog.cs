using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ElderCare.MobileApi.Tests.Setup;

/// <summary>What a program logs, from warnings on.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly List<(string Words, TaskCompletionSource Heard)> _awaited = [];
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Ends when a line with certain words has been logged.</summary>
    public Task Hears(string words)
    {
        lock (_awaited)
        {
            if (_lines.Any(line => line.Contains(words, StringComparison.Ordinal))) return Task.CompletedTask;
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((words, heard));
            return heard.Task.WaitAsync(Patience.Most);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this);

    public void Dispose()
    {
    }

    private void Hear(string line)
    {
        lock (_awaited)
        {
            _lines.Enqueue(line);
            foreach (var (_, heard) in _awaited.Where(one => line.Contains(one.Words, StringComparison.Ordinal))) heard.TrySetResult();
        }
    }

    private sealed class Ear(HeardLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Hear(formatter(state, exception));
        }
    }
}

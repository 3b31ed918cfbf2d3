namespace ElderCare.Integrations.Messaging;

/// <summary>Takes every message and sends none: in Development they are read where they were written.</summary>
/// <param name="channel">The channel that it stands in for.</param>
public sealed class DevelopmentOutbox(string channel) : IMessageProvider
{
    /// <inheritdoc/>
    public string Channel => channel;

    /// <inheritdoc/>
    public Task<string?> Send(string to, string text, Guid id, CancellationToken ct) => Task.FromResult<string?>("development");
}

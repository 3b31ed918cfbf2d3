namespace ElderCare.Integrations.Messaging;

/// <summary>Brings messages of one channel to people's phones.</summary>
public interface IMessageProvider
{
    /// <summary><c>sms</c>, <c>push</c> or <c>voice</c>.</summary>
    string Channel { get; }

    /// <summary>Hands a message over; throws when it was not taken, and then is called again with the same id.</summary>
    /// <param name="to">Phone or device token.</param>
    /// <param name="text">The words.</param>
    /// <param name="id">The same for every try of one message: a provider that knows it sends nothing twice.</param>
    /// <param name="ct">Ends the try.</param>
    /// <returns>The provider's number for the message, if it gives one.</returns>
    Task<string?> Send(string to, string text, Guid id, CancellationToken ct);
}

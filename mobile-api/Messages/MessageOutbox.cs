using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;

namespace ElderCare.MobileApi.Messages;

/// <summary>Writes messages to people's phones in the unit of what they tell of: neither can be without the other.</summary>
internal sealed class MessageOutbox(FieldCipher cipher)
{
    public const string Sms = "sms";
    public const string Push = "push";
    public const string Voice = "voice";

    /// <summary>Every channel there is.</summary>
    public static readonly IReadOnlyList<string> Channels = [Sms, Push, Voice];

    /// <summary>Puts a message into the outbox; it is sent once the unit is committed.</summary>
    public void Write(CityUnit unit, string channel, string to, string text) => unit.Insert(new MessageRow
    {
        Id = Guid.CreateVersion7(),
        Channel = channel,
        ToCipher = cipher.Encrypt(to),
        TextCipher = cipher.Encrypt(text),
        At = unit.Now,
        DueAt = unit.Now,
    });
}

using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.Messages;

/// <summary>Writes messages to people's phones in the unit of what they tell of: neither can be without the other.</summary>
internal sealed class MessageOutbox(FieldCipher cipher)
{
    public const string Sms = "sms";
    public const string Push = "push";
    public const string Voice = "voice";

    /// <summary>Every channel there is.</summary>
    public static readonly IReadOnlyList<string> Channels = [Sms, Push, Voice];

    /// <summary>How a phone is told something: a landline can only be rung.</summary>
    public static string ChannelOf(string phone) => PhoneNumber.KindOf(phone) == PhoneKind.Mobile ? Sms : Voice;

    /// <summary>Puts a message into the outbox; it is sent once the unit is committed.</summary>
    /// <param name="unit">The change that it tells of.</param>
    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="to">The phone, or the token of an app.</param>
    /// <param name="text">The words.</param>
    /// <param name="about">The record on which its fate is seen.</param>
    public void Write(CityUnit unit, string channel, string to, string text, Guid? about = null) => unit.Insert(new MessageRow
    {
        Id = Guid.CreateVersion7(),
        Channel = channel,
        About = about,
        ToCipher = cipher.Encrypt(to),
        TextCipher = cipher.Encrypt(text),
        At = unit.Now,
        DueAt = unit.Now,
    });
}

using System.Text;

namespace ElderCare.Integrations.Devices.Protocols.Watch;

/// <summary>The first words of a content, which say what it is about.</summary>
internal static class WatchWords
{
    private static readonly string[] VitalSigns = ["heart", "PULSE", "bphrt", "BLOOD", "btemp2", "TEMP", "oxygen"];

    /// <summary>A link check.</summary>
    public static bool IsLink(ReadOnlySpan<byte> word) => word.SequenceEqual("LK"u8);

    /// <summary>An alarm; some makers write <c>AL_LTE</c> or <c>ALCUSTOMER1</c>.</summary>
    public static bool IsAlarm(ReadOnlySpan<byte> word) => word.StartsWith("AL"u8);

    /// <summary>A position from the device's memory, kept while it had no network.</summary>
    public static bool IsFromMemory(ReadOnlySpan<byte> word) => word.StartsWith("UD2"u8);

    /// <summary>A position without an alarm of its own.</summary>
    public static bool IsPosition(ReadOnlySpan<byte> word) => word.StartsWith("UD"u8) || word.SequenceEqual("WT"u8);

    /// <summary>A voice message; its content is escaped.</summary>
    public static bool IsVoice(ReadOnlySpan<byte> word) => word.SequenceEqual("TK"u8);

    /// <summary>Signs of the wearer's health, of which nothing is kept but that the device is there.</summary>
    public static bool IsVitalSign(ReadOnlySpan<byte> word)
    {
        foreach (var one in VitalSigns)
        {
            if (Ascii.EqualsIgnoreCase(word, one)) return true;
        }
        return false;
    }

    /// <summary>Whether a content that begins so is sound or a picture and so may be longer than text.</summary>
    public static bool MayBeLong(ReadOnlySpan<byte> content) => content.StartsWith("TK,"u8) || content.StartsWith("JXTK"u8) || content.StartsWith("img,"u8);

    /// <summary>What the platform answers; null where it says nothing.</summary>
    public static string? AnswerTo(ReadOnlySpan<byte> word) => word switch
    {
        _ when IsAlarm(word) => "AL",
        _ when IsLink(word) => "LK",
        _ when word.SequenceEqual("INIT"u8) => "INIT,1",
        _ when word.SequenceEqual("TKQ"u8) => "TKQ",
        _ when word.SequenceEqual("TKQ2"u8) => "TKQ2",
        _ => null,
    };
}

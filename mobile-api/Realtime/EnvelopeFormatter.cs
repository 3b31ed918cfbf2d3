using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;

namespace ElderCare.MobileApi.Realtime;

/// <summary>Writes an envelope in MessagePack with the names that it has in JSON.</summary>
internal sealed class EnvelopeFormatter : IMessagePackFormatter<Envelope?>
{
    public void Serialize(ref MessagePackWriter writer, Envelope? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        writer.WriteMapHeader(5);
        writer.Write("sequence");
        writer.Write(value.Sequence);
        writer.Write("type");
        writer.Write(value.Type);
        writer.Write("occurredAt");
        writer.Write(value.OccurredAt);
        writer.Write("subjectId");
        writer.Write(value.SubjectId);
        writer.Write("data");
        PrimitiveObjectResolver.Instance.GetFormatterWithVerify<object?>().Serialize(ref writer, value.Data, options.WithResolver(PrimitiveObjectResolver.Instance));
    }

    public Envelope? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new NotSupportedException("Envelopes are sent, never received.");
}

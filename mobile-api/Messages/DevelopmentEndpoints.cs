using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Integrations.Telephony;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Messages;

/// <summary>A message as it would reach the phone.</summary>
internal sealed record OutboxMessage(string Channel, string To, string Text, Instant At);

/// <summary>What helps to develop and does not exist elsewhere.</summary>
internal static class DevelopmentEndpoints
{
    private const int Newest = 200;

    public static void MapDevelopment(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dev/outbox", Outbox).AllowAnonymous().WithTags("Development")
            .WithName("ReadDevelopmentOutbox").WithSummary("The newest 200 messages to people's phones, newest last; in Development only").Produces<Page<OutboxMessage>>();
        api.MapGet("/dev/dialled", ([FromServices] DevelopmentExchange? exchange) => new Page<DialledCall>(exchange?.Dialled ?? [], null)).AllowAnonymous().WithTags("Development")
            .WithName("ReadDevelopmentExchange").WithSummary("The newest 200 calls that an exchange would have dialled, newest last; in Development only").Produces<Page<DialledCall>>();
    }

    private static async Task<Page<OutboxMessage>> Outbox(CityDatabase database, FieldCipher cipher, CancellationToken ct)
    {
        using var db = database.Read();
        var rows = await db.Messages.OrderByDescending(message => message.At).ThenByDescending(message => message.Id).Take(Newest).ToListAsync(ct);
        return new([.. rows.AsEnumerable().Reverse().Select(row => Read(row, cipher))], null);
    }

    private static OutboxMessage Read(MessageRow row, FieldCipher cipher) => new(row.Channel, cipher.Decrypt(row.ToCipher), cipher.Decrypt(row.TextCipher), row.At);
}

using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

internal static class CardEndpoints
{
    private static readonly Role[] Readers = [.. SeniorAccess.ByDivision, Role.Senior, Role.Family];
    private static readonly Role[] WhoMissIt = [.. SeniorRecords.Keepers, Role.Senior, Role.Family];

    public static void MapCards(this IEndpointRouteBuilder api)
    {
        var cards = api.MapGroup("/seniors/{id:guid}/cards").WithTags("People");
        cards.MapGet("/", List).For(Readers).WithName("ListCards").WithSummary("A senior's cards, newest first").Produces<Page<CardView>>().ProducesProblem(404);
        cards.MapGet("/{cardId:guid}", Get).For(Readers).WithName("GetCard").WithSummary("One card, its number masked").Produces<CardView>().ProducesProblem(404);
        cards.MapPost("/", (Guid id, IssueCardRequest request, KeepCards keep, Caller caller, CancellationToken ct) => keep.Issue(id, request, caller, ct)).For(SeniorRecords.Keepers)
            .WithName("IssueCard").WithSummary("Give a card out").Produces<CardView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        cards.MapPost("/{cardId:guid}/lost", (Guid id, Guid cardId, KeepCards keep, Caller caller, CancellationToken ct) => keep.ReportLost(id, cardId, caller, ct)).For(WhoMissIt)
            .WithName("ReportCardLost").WithSummary("Block a card at once").ProducesProblem(404);
        cards.MapPost("/{cardId:guid}/replace", (Guid id, Guid cardId, ReplaceCardRequest request, KeepCards keep, Caller caller, CancellationToken ct) => keep.Replace(id, cardId, request, caller, ct)).For(SeniorRecords.Keepers)
            .WithName("ReplaceCard").WithSummary("Give out another card in its place").Produces<CardView>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Page<CardView>> List(Guid id, CityDatabase database, CityWriter writer, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var (_, access) = await SeniorRecords.Find(db, id, caller, ct);
        await writer.RecordRead(caller, access, "senior.cardsRead", id, ct);
        var cards = db.Cards.Where(card => card.SeniorId == id);
        if (page.AfterId is { } after) cards = cards.Where(card => card.Id < after);
        var rows = await cards.OrderByDescending(card => card.Id).Take(page.Take).ToListAsync(ct);
        return Page<CardView>.Of([.. rows.Select(CardView.Of)], page, card => card.Id.ToString());
    }

    private static async Task<CardView> Get(Guid id, Guid cardId, CityDatabase database, CityWriter writer, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var (_, access) = await SeniorRecords.Find(db, id, caller, ct);
        await writer.RecordRead(caller, access, "senior.cardsRead", id, ct);
        return CardView.Of(await db.Cards.SingleOrDefaultAsync(card => card.Id == cardId && card.SeniorId == id, ct) ?? throw RequestProblem.NotFound());
    }
}

using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Gives cards out, blocks lost ones and puts others in their place. A number has one holder while it is active: the database says so.</summary>
internal sealed class KeepCards(RequestWriter writer, FieldCipher cipher)
{
    private const string Lose = """UPDATE "Cards" SET "State" = 'Lost', "LostAt" = @p2 WHERE "Id" = @p0 AND "SeniorId" = @p1 AND "State" = 'Active'""";
    private const string Retire = """UPDATE "Cards" SET "State" = 'Replaced' WHERE "Id" = @p0 AND "SeniorId" = @p1 AND "State" <> 'Replaced'""";
    private const string Link = """UPDATE "Cards" SET "ReplacedBy" = @p1 WHERE "Id" = @p0""";

    public Task<Answer<CardView>> Issue(Guid seniorId, IssueCardRequest request, Caller caller, CancellationToken ct)
    {
        var number = NumberOf(request.Number, new FieldErrors().Present(request.Kind, "kind"));
        return writer.Commit(unit =>
        {
            ThrowIfDead(unit.Take(seniorId, caller));
            var card = Insert(unit, seniorId, request.Kind!.Value, number);
            unit.Record(caller.Actor, "card.issued", card.Id.ToString(), seniorId, card.Kind.ToString());
            return Answer<CardView>.Created($"/api/seniors/{seniorId}/cards/{card.Id}", CardView.Of(card));
        }, ct);
    }

    /// <summary>Blocks a card at once. Reporting it again changes nothing.</summary>
    public Task<Answer<CardView>> ReportLost(Guid seniorId, Guid id, Caller caller, CancellationToken ct) => writer.Commit(unit =>
    {
        unit.TakeOwn(seniorId, caller);
        if (unit.Sql.Execute(Lose, id, seniorId, unit.Now.ToUnixTimeTicks()) == 1) unit.Record(caller.Actor, "card.lost", id.ToString(), seniorId);
        return Answer<CardView>.Ok(CardView.Of(Find(unit, seniorId, id)));
    }, ct);

    /// <summary>Gives out a card in place of a lost or worn one, which is no longer taken and is linked to the new one.</summary>
    /// <exception cref="RuleViolation"><c>people.cardReplaced</c> when that was done before, <c>people.cardTaken</c>, <c>people.deceased</c>.</exception>
    public Task<Answer<CardView>> Replace(Guid seniorId, Guid id, ReplaceCardRequest request, Caller caller, CancellationToken ct)
    {
        var number = NumberOf(request.Number, new FieldErrors());
        return writer.Commit(unit =>
        {
            ThrowIfDead(unit.Take(seniorId, caller));
            var old = Find(unit, seniorId, id);
            RuleViolation.ThrowIf(unit.Sql.Execute(Retire, id, seniorId) != 1, "people.cardReplaced", "这张卡已经换过了。", "The card has been replaced.");
            var card = Insert(unit, seniorId, old.Kind, number); // after the old one is out of use: a book of the same number may go on
            unit.Sql.Execute(Link, id, card.Id);
            unit.Record(caller.Actor, "card.replaced", id.ToString(), seniorId);
            return Answer<CardView>.Created($"/api/seniors/{seniorId}/cards/{card.Id}", CardView.Of(card));
        }, ct);
    }

    private static void ThrowIfDead(Senior senior) =>
        RuleViolation.ThrowIf(senior.DiedOn is not null, "people.deceased", "登记显示这位老人已经去世，不能发卡。", "The register says that this person has died; no card is given out.");

    private Card Insert(CityUnit unit, Guid seniorId, CardKind kind, string number)
    {
        var indexes = cipher.Indexes(number);
        var card = new Card
        {
            Id = Guid.CreateVersion7(), SeniorId = seniorId, Kind = kind, IssuedAt = unit.Now,
            NumberCipher = cipher.Encrypt(number), NumberIndex = indexes[0], NumberMasked = Card.Masked(number),
        };
        // The index keeps two from being given at once; a number from before a change of keys is only found by looking.
        var isTaken = unit.Db.Cards.Any(other => other.State == CardState.Active && indexes.Contains(other.NumberIndex)) || !unit.TryInsert(card);
        RuleViolation.ThrowIf(isTaken, "people.cardTaken", "这个卡号正在使用。", "The number is that of a card in use.", "number");
        return card;
    }

    private static Card Find(CityUnit unit, Guid seniorId, Guid id) =>
        unit.Db.Cards.AsNoTracking().SingleOrDefault(card => card.Id == id && card.SeniorId == seniorId) ?? throw RequestProblem.NotFound();

    private static string NumberOf(string? text, FieldErrors errors)
    {
        var number = Card.Normalise(text);
        errors.Require(number is not null, "number", "要 4 到 32 个字母或数字。", "It must have 4 to 32 letters and digits.").ThrowIfAny();
        return number!;
    }
}

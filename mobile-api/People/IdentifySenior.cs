using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.People;

/// <summary>
/// Says who stands at a canteen's counter or a kiosk: somebody of its city, by an exact match of what they show, or because staff
/// vouch for them. Every answer is written down; it holds the name and nothing else.
/// </summary>
internal sealed class IdentifySenior(RequestWriter writer, ShownPapers papers, CityFacts facts, RegisterPolicy policy)
{
    private const int HashLetters = 64;

    public Task<Answer<IdentifiedView>> Handle(IdentifyRequest request, Caller caller, CancellationToken ct)
    {
        Check(request);
        if (request.Vouched is not null && !caller.Is(Role.CanteenStaff)) throw RequestProblem.Forbidden(); // a machine vouches for nobody
        return writer.Commit(unit =>
        {
            var city = facts.Divisions.CityOf(PlaceOf(unit, caller)) ?? throw RequestProblem.NotFound();
            var (senior, by) = Find(unit, request, city);
            RuleViolation.ThrowIf(senior.DiedOn is not null, "people.deceased", "登记显示这位老人已经去世，请打 12349。", "The register says that this person has died; call 12349.");
            if (request.Vouched is { } vouched) Vouch(unit, caller, senior, vouched.PhotoSha256!);
            unit.Record(caller.Actor, "senior.identified", senior.Id.ToString(), senior.Id, by.ToString());
            return Answer<IdentifiedView>.Ok(new(senior.Id, Masking.Name(senior.Name), by));
        }, ct);
    }

    private static void Check(IdentifyRequest request)
    {
        var given = new object?[] { request.Card, request.IdNumber, request.Vouched }.Count(one => one is not null);
        var errors = new FieldErrors().Require(given == 1, "card", "card、idNumber、vouched 要正好填一个。", "Exactly one of card, idNumber and vouched is needed.");
        if (request.Vouched is { } vouched)
        {
            if (PersonName.ProblemOf(vouched.Name) is { } name) errors.Require(false, "vouched.name", name.Zh, name.En);
            errors.Require(vouched.PhotoSha256 is { Length: HashLetters } hash && hash.All(char.IsAsciiHexDigit), "vouched.photoSha256", "要照片的 SHA-256，64 个十六进制字符。", "It must be the photo's SHA-256, 64 hex characters.");
        }
        errors.ThrowIfAny();
    }

    /// <summary>Where the caller's counter or machine stands.</summary>
    private static string PlaceOf(CityUnit unit, Caller caller) => caller.Account.CanteenId is { } id && caller.Is(Role.CanteenStaff)
        ? unit.Db.Canteens.Where(canteen => canteen.Id == id).Select(canteen => canteen.DivisionCode).SingleOrDefault() ?? throw RequestProblem.NotFound()
        : caller.Account.DivisionCode ?? throw RequestProblem.NotFound();

    private (Senior Senior, IdentifiedBy By) Find(CityUnit unit, IdentifyRequest request, string city)
    {
        if (request.Vouched is { } vouched) return (ByName(unit, PersonName.Normalise(vouched.Name)!, city), IdentifiedBy.StaffVouched);
        if (request.IdNumber is { } number) return (papers.HolderOfDocument(unit.Db, number, senior => IsOf(city, senior)) ?? throw RequestProblem.NotFound(), IdentifiedBy.IdCard);
        var card = papers.CardInUse(unit.Db, request.Card);
        return (Of(unit, card?.SeniorId, city), card?.Kind switch
        {
            CardKind.SocialSecurityCard => IdentifiedBy.SocialSecurityCard,
            CardKind.PaperVoucher => IdentifiedBy.PaperVoucher,
            _ => IdentifiedBy.MealCard,
        });
    }

    private Senior ByName(CityUnit unit, string name, string city)
    {
        var namesakes = unit.Db.Seniors.Where(senior => senior.Name == name && senior.MergedInto == null).ToList().Where(senior => IsOf(city, senior)).ToList();
        RuleViolation.ThrowIf(namesakes.Count > 1, "people.namesakes", "有几位老人同名，请用身份证或卡。", "Several people have this name; use a card or an ID number.", "vouched.name");
        return namesakes.Count == 1 ? namesakes[0] : throw RequestProblem.NotFound();
    }

    private Senior Of(CityUnit unit, Guid? id, string city) =>
        unit.Db.Seniors.SingleOrDefault(senior => senior.Id == id) is { } senior && IsOf(city, senior) ? senior : throw RequestProblem.NotFound();

    private bool IsOf(string city, Senior senior) => facts.Divisions.Covers(city, senior.ResidenceDivision) || facts.Divisions.Covers(city, senior.HukouDivision);

    /// <summary>Takes one of the day's vouches of the member of staff: each number of a day is there once.</summary>
    private void Vouch(CityUnit unit, Caller caller, Senior senior, string photo)
    {
        var today = CityClock.DateOf(unit.Now);
        var isTaken = Enumerable.Range(1, policy.VouchesPerStaffAndDay).Any(number => unit.TryInsert(new Vouch
        {
            StaffId = caller.AccountId, On = today, Number = number, SeniorId = senior.Id, PhotoSha256 = photo.ToLowerInvariant(), At = unit.Now,
        }));
        RuleViolation.ThrowIf(!isTaken, "people.vouchLimit", $"今天已经担保过 {policy.VouchesPerStaffAndDay} 位，请用身份证或卡，或者打 12349。",
            $"You have vouched for {policy.VouchesPerStaffAndDay} people today; use a card or an ID number, or call 12349.", "vouched");
    }
}

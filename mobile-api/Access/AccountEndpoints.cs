using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts").For(Role.Admin);
        accounts.MapGet("/", List).WithName("ListAccounts").WithSummary("Accounts, the oldest first").Produces<Page<AccountView>>();
        accounts.MapGet("/{id:guid}", Get).WithName("GetAccount").WithSummary("One account").Produces<AccountView>().ProducesProblem(404);
        accounts.MapPost("/", (CreateAccountRequest request, CreateAccount create, Caller caller, CancellationToken ct) => create.Handle(request, caller, ct))
            .WithName("CreateAccount").WithSummary("Make an account; its first password is answered once").Produces<AccountView>(201).ProducesProblem(400).ProducesProblem(409);
        accounts.MapPost("/{id:guid}/disable", (Guid id, DisableAccount disable, Caller caller, CancellationToken ct) => disable.Handle(id, caller, ct))
            .WithName("DisableAccount").WithSummary("Shut an account; its tokens are dead at once").Produces<AccountView>().ProducesProblem(404).ProducesProblem(409);
        accounts.MapPost("/{id:guid}/move", (Guid id, MoveAccountRequest request, MoveAccount move, Caller caller, CancellationToken ct) => move.Handle(id, request, caller, ct))
            .WithName("MoveAccount").WithSummary("Change division, canteen or roles, or open the account again").Produces<AccountView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        accounts.MapPost("/{id:guid}/reset-password", (Guid id, ResetPassword reset, Caller caller, CancellationToken ct) => reset.Handle(id, caller, ct))
            .WithName("ResetPassword").WithSummary("Give a new password, answered once").Produces<AccountView>().ProducesProblem(404);
    }

    private static async Task<Page<AccountView>> List(CityDatabase database, FieldCipher cipher, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var accounts = page.AfterId is { } after ? db.Accounts.Where(account => account.Id > after) : db.Accounts;
        var rows = await accounts.OrderBy(account => account.Id).Take(page.Take).ToListAsync(ct);
        return Page<AccountView>.Of([.. rows.Select(account => AccountView.Of(account, cipher))], page, account => account.Id.ToString());
    }

    private static async Task<Answer<AccountView>> Get(Guid id, CityDatabase database, FieldCipher cipher, CancellationToken ct)
    {
        using var db = database.Read();
        var account = await db.Accounts.SingleOrDefaultAsync(account => account.Id == id, ct) ?? throw RequestProblem.NotFound();
        return Answer<AccountView>.Ok(AccountView.Of(account, cipher), Versions.ETag(account.Version));
    }
}

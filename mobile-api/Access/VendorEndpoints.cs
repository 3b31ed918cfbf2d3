using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Access;

/// <summary>A new system that signs its requests.</summary>
/// <param name="Name">What it sends as <c>X-Vendor</c>: 2 to 40 of a-z, 0-9 and dash.</param>
/// <param name="Kind">What it may send, devices or telephony; any, which is both, when absent.</param>
internal sealed record CreateVendorRequest(string? Name, VendorKind? Kind = null);

/// <summary>A system that signs its requests.</summary>
/// <param name="Key">Given once, to a vendor that was just made.</param>
internal sealed record VendorView(Guid Id, string Name, VendorKind Kind, Instant CreatedAt, string? Key = null);

internal static partial class VendorEndpoints
{
    private const int KeyBytes = 32;

    public static void MapVendors(this IEndpointRouteBuilder api)
    {
        var vendors = api.MapGroup("/vendors").WithTags("Accounts").For(Role.Admin);
        vendors.MapGet("/", List).WithName("ListVendors").WithSummary("Systems that sign their requests").Produces<Page<VendorView>>();
        vendors.MapPost("/", Create).WithName("CreateVendor").WithSummary("Let a system sign its requests; its key is answered once")
            .Produces<VendorView>(201).ProducesProblem(400).ProducesProblem(409);
    }

    private static async Task<Page<VendorView>> List(CityDatabase database, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var vendors = page.AfterId is { } after ? db.Vendors.Where(vendor => vendor.Id > after) : db.Vendors;
        var rows = await vendors.OrderBy(vendor => vendor.Id).Take(page.Take).Select(vendor => new VendorView(vendor.Id, vendor.Name, vendor.Kind, vendor.CreatedAt, null)).ToListAsync(ct);
        return Page<VendorView>.Of(rows, page, vendor => vendor.Id.ToString());
    }

    private static Task<Answer<VendorView>> Create(CreateVendorRequest request, RequestWriter writer, FieldCipher cipher, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Require(NameForm().IsMatch(request.Name ?? ""), "name", "要 2 到 40 个小写字母、数字或横线。", "It must be 2 to 40 of a-z, 0-9 and dash.").ThrowIfAny();
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        return writer.Commit(unit =>
        {
            var vendor = new Vendor { Id = Guid.CreateVersion7(), Name = request.Name!, Kind = request.Kind ?? VendorKind.Any, KeyCipher = cipher.Encrypt(key), CreatedAt = unit.Now };
            RuleViolation.ThrowIf(!unit.TryInsert(vendor), "vendors.nameTaken", "这个名字已经有了。", "The name is taken.", "name");
            unit.Record(caller.Actor, "vendor.created", vendor.Id.ToString());
            return Answer<VendorView>.Created($"/api/vendors/{vendor.Id}", new(vendor.Id, vendor.Name, vendor.Kind, vendor.CreatedAt, key), holdsSecret: true);
        }, ct);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,39}\z")]
    private static partial Regex NameForm();
}

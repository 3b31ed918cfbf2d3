using ElderCare.Data;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.People;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Pages.Counter;

/// <summary>Hands over an order of today at the counter: the one that a code belongs to, or the next one of whoever shows a card or document.</summary>
internal static class HandOver
{
    private const int CodeDigits = 6;

    public static async Task<IResult> Take(
        HttpContext http, IFormCollection form, MoveMealOrder move, WrongCodes wrongCodes, ShownPapers papers, OncePerForm once, CityDatabase database, Visitor you, CancellationToken ct)
    {
        var staff = CounterPages.Staff(http);
        var (typed, shown) = (form["code"].ToString(), form["shown"].ToString().Trim());
        CounterTrouble Trouble(Bilingual no) => shown.Length > 0 ? new(Shown: you.Say(no)) : new(you.Say(no), typed); // a document's number is not shown again
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        if (shown.Length == 0 && (code.Length != CodeDigits || !code.All(char.IsAsciiDigit)))
        {
            return await CounterPages.Show(http, database, you, Trouble(new("取餐码是 6 位数字。请再念一遍。", "The code has 6 digits. Ask for it again.")), ct);
        }
        try
        {
            var (holder, proof) = shown.Length == 0 ? (null, new CollectRequest { Code = code }) : Holder(shown, papers, database);
            var order = await wrongCodes.Find(staff, () => Find(shown.Length == 0 ? code : null, holder, staff, database, you, ct), ct);
            if (order is null) return await CounterPages.Show(http, database, you, Trouble(shown.Length == 0 ? NoSuchCode : NothingForThem), ct);
            await once.Do(http, form, () => move.Collect(order.Value, proof, staff, you.IsEnglish, ct));
            return Page.Next($"/counter?handed={order}");
        }
        catch (RuleViolation no)
        {
            return await CounterPages.Show(http, database, you, Trouble(no.Reason), ct);
        }
        catch (RequestProblem wait) when (wait.Status == StatusCodes.Status429TooManyRequests)
        {
            return await CounterPages.Show(http, database, you, Trouble(wait.Detail), ct);
        }
    }

    private static Bilingual NoSuchCode => new("今天没有这个号码的饭。请再念一遍，或者看看是不是别的食堂。", "No meal of today has this code. Ask again, or see whether it is another canteen's.");

    private static Bilingual NothingForThem => new("今天没有这张证件或卡的饭。请核对号码，或者看看是不是别的食堂。", "No meal of today is for whoever has this. Look at the number again, or see whether it is another canteen's.");

    /// <summary>Whose a number is, and as what it hands a meal over.</summary>
    private static (Guid? Holder, CollectRequest Proof) Holder(string number, ShownPapers papers, CityDatabase database)
    {
        using var db = database.Read();
        return papers.CardInUse(db, number) is { } card ? (card.SeniorId, new() { Card = number }) : (papers.HolderOfDocument(db, number, _ => true)?.Id, new() { IdNumber = number });
    }

    /// <summary>The order of the code, or the first one of the day that its senior has not yet fetched.</summary>
    private static async Task<Guid?> Find(string? code, Guid? holder, Caller staff, CityDatabase database, Visitor you, CancellationToken ct)
    {
        var (today, canteen) = (you.Today, staff.Account.CanteenId);
        using var db = database.Read();
        var orders = db.MealOrders.Where(order => order.CanteenId == canteen && order.ServedOn == today);
        var found = code is not null
            ? await orders.Where(order => order.Code == code).Select(order => new { order.Id, order.State, order.Period }).ToListAsync(ct)
            : await orders.Where(order => order.SeniorId == holder && MealOrder.ToBeFetched.Contains(order.State)).Select(order => new { order.Id, order.State, order.Period }).ToListAsync(ct);
        return found.OrderBy(order => MealOrders.Standing.Contains(order.State) ? 0 : 1).ThenBy(order => order.Period).Select(order => (Guid?)order.Id).FirstOrDefault();
    }
}

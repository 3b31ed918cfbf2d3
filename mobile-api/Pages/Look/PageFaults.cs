using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using Microsoft.AspNetCore.Antiforgery;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>Turns every failure of a page into a page that says what is wrong and what to do next.</summary>
internal sealed class PageFaults(RequestDelegate next, ILogger<PageFaults> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: >= 400 }) await Show(http, Problems.OfStatus(http.Response.StatusCode));
        }
        catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await Show(http, IsForged(fault) ? TooOld() : Problems.Of(fault, log));
        }
    }

    private static Task Show(HttpContext http, RequestProblem problem)
    {
        http.Response.Clear();
        if (problem.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page.Of<ErrorPage>(WordsOf(problem), problem.Status).ExecuteAsync(http);
    }

    private static ErrorWords WordsOf(RequestProblem problem) => problem.Status switch
    {
        404 => new(new("没有找到这一页", "There is no such page"), new("地址可能写错了，也可能这一页您不能看。", "The address may be wrong, or the page is not yours to see.")),
        403 => new(new("这一页您不能看", "This page is not for you"), problem.Code == "auth.forbidden" ? new("需要的话，请打 12349。", "Call 12349 if you need it.") : problem.Detail),
        422 => new(new("这一页已经用过了", "This page has been used"), new("请回到首页，看看是不是已经办好了。", "Go to the first page and see whether it is done already.")),
        405 => new(new("没有收到内容", "Nothing arrived"), new("请回到首页，再做一次。", "Go back to the first page and do it again.")),
        503 when problem.Code == "server.notReady" => new(new("系统正在启动", "The system is starting"), problem.Detail),
        503 => new(new("现在人多", "Too busy"), problem.Detail),
        >= 500 => new(new("我们这边出了问题", "Something broke on our side"), new("什么都没有改动。请过 5 分钟再试，或者打 12349。", "Nothing was changed. Try again in 5 minutes, or call 12349.")),
        _ => new(new("刚才没有办成", "That did not work"), problem.Errors.Count > 0 ? problem.Errors.First().Value : problem.Detail),
    };

    private static bool IsForged(Exception fault) => fault is AntiforgeryValidationException or { InnerException: AntiforgeryValidationException };

    private static RequestProblem TooOld() =>
        new(400, "request.formTooOld", new("这一页放得太久了，什么都没有改动。请回去重新打开，再按一次。", "The page was open too long; nothing was changed. Open it again and press once more."));
}

/// <summary>What an error page says.</summary>
public sealed record ErrorWords(Bilingual Title, Bilingual What);

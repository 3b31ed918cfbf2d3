using System.Security.Cryptography;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Tasks;
using ElderCare.Integrations.Telephony;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>Calls back whoever hung up before anybody answered, through the exchange: nobody needs to see the number.</summary>
internal sealed class DialBack(CityDatabase database, FieldCipher cipher, ChangeTask change, IHttpContextAccessor accessor, ILogger<DialBack> log, ITelephoneExchange? exchange = null)
{
    /// <exception cref="RequestProblem"><c>telephony.notConfigured</c> without an exchange, <c>telephony.nothingToDial</c> for a task without a number, 503 <c>telephony.unavailable</c> when the exchange does not take it.</exception>
    public async Task<Answer<TaskView>> Handle(Guid taskId, Caller caller, HttpRequest http, CancellationToken ct)
    {
        if (exchange is null) throw new RequestProblem(409, "telephony.notConfigured", new("还没有接上电话交换机。", "No telephone exchange is joined yet."));
        var number = await NumberOf(taskId, caller, ct);
        try
        {
            await exchange.Dial(OnceFor(taskId), caller.Account.UserName, number, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("The exchange did not take a call for task {Task}: {Fault}", taskId, fault.GetType().Name); // the fault itself may quote the number
            throw new RequestProblem(503, "telephony.unavailable", new("电话交换机暂时不可用，请稍后再拨。", "The exchange is away; dial again later.")) { RetryAfterSeconds = 5 };
        }
        return await change.Handle(taskId, caller, http, "task.dialled", (unit, task) =>
            unit.Insert(new TaskNote { Id = Guid.CreateVersion7(), TaskId = task.Id, At = unit.Now, By = caller.AccountId, Text = "已通过交换机回拨。" }), ct);
    }

    private async Task<string> NumberOf(Guid taskId, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var task = await db.Tasks.SingleOrDefaultAsync(task => task.Id == taskId, ct);
        if (task is null || !caller.Covers(task.DivisionCode)) throw RequestProblem.NotFound();
        if (task.Status != WorkTaskStatus.Claimed || task.ClaimedBy != caller.AccountId) throw new RequestProblem(409, "tasks.notYours", new("请先领取这件事。", "Claim the task first."));
        var sealedNumber = task.Kind == TaskKind.CallBack && Guid.TryParse(task.SubjectId, out var callId) ? await db.Calls.Where(call => call.Id == callId).Select(call => call.CallerCipher).SingleOrDefaultAsync(ct) : null;
        return sealedNumber is not null ? cipher.Decrypt(sealedNumber) : throw new RequestProblem(409, "telephony.nothingToDial", new("这件事没有可以回拨的号码。", "This task has no number to call back."));
    }

    /// <summary>The same for a request that is sent again with its key.</summary>
    private Guid OnceFor(Guid taskId) => accessor.HttpContext is { } http && IdempotentRequest.Of(http) is { } request
        ? new(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Caller}:{taskId}:{request.Key}")).AsSpan(0, 16))
        : Guid.CreateVersion7();
}

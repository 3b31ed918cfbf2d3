using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Tasks;
using ElderCare.Integrations.Telephony;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Tests.Emergency;
using ElderCare.MobileApi.Tests.People;
using ElderCare.MobileApi.Tests.Realtime;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.CallCentre;

/// <summary>What comes of calls: emergencies, orders, tickets, call-backs, figures.</summary>
public sealed class CallWorkTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task AnEmergencyIsOpenedFromACallAndHeldOrJoined(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        var (senior, phone) = await city.AddCaller();
        var id = await city.Ring(phone);
        await agent.Post($"/api/calls/{id}/emergency", new { }).ShouldBeProblem(409, "calls.claimLost", "claim");
        await agent.Post($"/api/calls/{id}/claim").Body();

        var incident = await agent.Post($"/api/calls/{id}/emergency", new { claim = 1, text = "胸口疼" }).Body();

        Assert.Equal(("voice", "claimed", 1L, senior, DemoIds.Account("agent1")),
            (incident.Text("kind"), incident.Text("state"), incident.Fen("priority"), incident.GetProperty("seniorId").GetGuid(), incident.GetProperty("claimedBy").GetGuid()));
        Assert.Equal(incident.Text("id"), (await city.Press(await city.AddDevice(senior))).Text("incidentId")); // the button after the call
        Assert.Equal(incident.Text("id"), (await agent.Post($"/api/calls/{id}/emergency", new { }).Body()).Text("id"));
        await agent.Post($"/api/calls/{id}/close", new { disposition = "emergency", text = "已派人" }).Body();
        Assert.Equal(incident.Text("id"), (await agent.Call(id)).Text("incidentId"));

        var (held, heldPhone) = await city.AddCaller();
        var open = (await city.Press(await city.AddDevice(held), type: "inactivity")).Text("incidentId");
        await (await city.As("agent2")).Post($"/api/incidents/{open}/claim").Body();
        var second = await city.Ring(heldPhone);
        await agent.Post($"/api/calls/{second}/claim").Body();
        var joined = await agent.Post($"/api/calls/{second}/emergency", new { seniorId = held }).Body();
        Assert.Equal((open, "voice", DemoIds.Account("agent2")), (joined.Text("id"), joined.Text("kind"), joined.GetProperty("claimedBy").GetGuid()));

        var unknown = await city.Ring(null);
        await agent.Post($"/api/calls/{unknown}/claim").Body();
        Assert.Null((await agent.Post($"/api/calls/{unknown}/emergency", new { }).Body()).Id("seniorId"));
        var foreign = (await city.AddSeniors(1, division: "370202"))[0];
        await agent.Post($"/api/calls/{unknown}/emergency", new { seniorId = foreign }).ShouldBeProblem(404, "notFound", "seniorId");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACallThatIsOneCaseWithAnAlarmOpensNoOtherEmergency(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (first, phone) = await city.AddCaller();
        var second = (await city.AddSeniors(1))[0];
        await (await city.As("district1")).Post($"/api/seniors/{second}/contacts", new { name = "林建国", relation = "child", phone }).Body(); // the same telephone is about two people
        var call = await city.Ring(phone);
        var alarm = (await city.Press(await city.AddDevice(second))).Text("incidentId");
        var agent = await city.As("agent1");
        await agent.Post($"/api/calls/{call}/claim").Body();
        Assert.Equal(alarm, (await agent.Call(call)).Text("incidentId"));
        Assert.Equal(alarm, (await agent.Post($"/api/calls/{call}/emergency", new { }).Body()).Text("id"));
        Assert.Equal(alarm, (await agent.Call(call)).Text("incidentId"));
        Assert.NotEqual(alarm, (await agent.Post($"/api/calls/{call}/emergency", new { seniorId = first }).Body()).Text("id")); // it is about the other one
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheFamilyIsToldOfAnEmergencyThatACallBringsAndAtTheLatestWhenItIsKnownWhose(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        var called = await city.Ring(null);
        await agent.Post($"/api/calls/{called}/claim").Body();
        var incident = await agent.Post($"/api/calls/{called}/emergency", new { text = "邻居说楼上老人摔了" }).Body();
        Assert.Empty(city.MessagesAbout(incident.Text("id")));

        var known = await agent.Post($"/api/calls/{called}/emergency", new { seniorId = DemoIds.Senior1 }).Body();

        Assert.Equal(incident.Text("id"), known.Text("id"));
        var told = city.MessagesAbout(incident.Text("id"));
        Assert.NotEmpty(told);
        Assert.All(told, text => Assert.StartsWith("【养老服务】有来电为", text, StringComparison.Ordinal));
        await agent.Post($"/api/calls/{called}/emergency", new { seniorId = DemoIds.Senior1 }).Body();
        Assert.Equal(told.Count, city.MessagesAbout(incident.Text("id")).Count); // once

        var (senior, phone) = await city.AddCaller();
        await (await city.As("district1")).Post($"/api/seniors/{senior}/contacts", new { name = "林建国", relation = "child", phone = "13800000099" }).Body();
        var second = await city.Ring(phone);
        await agent.Post($"/api/calls/{second}/claim").Body();
        var theirs = await agent.Post($"/api/calls/{second}/emergency", new { }).Body();
        Assert.Single(city.MessagesAbout(theirs.Text("id")));
        Assert.Contains(theirs.GetProperty("timeline").EnumerateArray(), note => note.Text("kind") == "familyTold");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnAbandonedCallIsCalledBackThroughTheExchange(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.Ready("agent1");
        var (senior, phone) = await city.AddCaller();
        var callId = Guid.NewGuid().ToString();
        var id = await city.Ring(phone, callId);
        Assert.Equal("offered", (await city.StateOf("agent1")).State);
        await city.Tell(callId, "hungUp", phone);
        Assert.Equal("ready", (await city.StateOf("agent1")).State);

        var task = Assert.Single(city.TasksOf(id));
        Assert.Equal((TaskKind.CallBack, (Guid?)senior, "371002"), (task.Kind, task.SeniorId, task.DivisionCode));
        Assert.DoesNotContain(phone, task.TitleZh, StringComparison.Ordinal);
        await agent.Post($"/api/tasks/{task.Id}/dial").ShouldBeProblem(409, "tasks.notYours");
        await agent.Post($"/api/tasks/{task.Id}/claim").Body();
        await agent.Post($"/api/tasks/{task.Id}/dial", key: "once").Body();
        await agent.Post($"/api/tasks/{task.Id}/dial", key: "once").Body();
        Assert.Equal(("agent1", phone), Assert.Single(city.Get<DevelopmentExchange>().Dialled.Select(call => (call.Agent, call.Number))));
        await city.With(await city.TokenIn(Role.Agent, "370200")).Post($"/api/tasks/{task.Id}/dial").ShouldBeProblem(404, "notFound");
        await agent.Post($"/api/calls/{id}/claim").ShouldBeProblem(409, "calls.over");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TicketsAreDueInWorkingDaysAndGoTo12345(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        var (senior, phone) = await city.AddCaller();
        var id = await city.Ring(phone);
        var complaint = await agent.Post($"/api/calls/{id}/tickets", new { kind = "complaint", text = "送餐晚了", seniorId = senior }).Body();
        var question = await agent.Post($"/api/calls/{id}/tickets", new { kind = "consultation", text = "补贴怎么算" }).Body();
        Assert.Equal(("open", "2026-11-30", "2026-11-25"), (complaint.Text("state"), complaint.Text("dueOn"), question.Text("dueOn"))); // from Monday, five and two working days
        Assert.Equal(2, (await agent.Call(id)).GetProperty("tickets").GetArrayLength());
        var handed = await agent.Post($"/api/tickets/{complaint.Text("id")}/hand-over", new { reference = "WH-20261123-7" }).Body();
        Assert.Equal(("handedOver", "WH-20261123-7"), (handed.Text("state"), handed.Text("reference")));
        await agent.Post($"/api/tickets/{complaint.Text("id")}/hand-over", new { reference = "x" }).ShouldBeProblem(409, "tickets.handedOver");
        await agent.Post($"/api/tickets/{complaint.Text("id")}/close", new { outcome = "已道歉" }).Body();
        await agent.Post($"/api/tickets/{complaint.Text("id")}/close", new { outcome = "x" }).ShouldBeProblem(409, "tickets.closed");
        Assert.Equal([question.Text("id")], (await agent.Read("/api/tickets?state=open")).Items().Select(ticket => ticket.Text("id")));
        var foreign = city.With(await city.TokenIn(Role.Agent, "370200"));
        await foreign.GetAsync($"/api/tickets/{question.Text("id")}").ShouldBeProblem(404, "notFound");
        Assert.Empty((await foreign.Read("/api/tickets")).Items());
        await agent.Post("/api/tickets", new { kind = "request", text = "x", seniorId = (await city.AddSeniors(1, division: "370202"))[0] }).ShouldBeProblem(404, "notFound", "seniorId");
        city.Clock.Advance(Duration.FromDays(3));
        Assert.True((await city.With(await city.TokenOf("agent1")).Read($"/api/tickets/{question.Text("id")}")).GetProperty("overdue").GetBoolean());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AnOrderIsLinkedByANoteAndRecordingsAreForgottenOnTheirDay(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        var (senior, phone) = await city.AddCaller();
        var callId = Guid.NewGuid().ToString();
        var id = await city.Ring(phone, callId);
        await agent.Post($"/api/calls/{id}/claim").Body();
        var order = await city.Order(await city.Lunch(10, 1500), senior);
        var noted = await agent.Post($"/api/calls/{id}/notes", new { orderId = order.Text("id") }).Body();
        Assert.Equal(("ordered", order.Text("id")), (noted.GetProperty("timeline").EnumerateArray().Last().Text("kind"), noted.GetProperty("timeline").EnumerateArray().Last().Text("refersTo")));
        await agent.Post($"/api/calls/{id}/notes", new { orderId = Guid.NewGuid() }).ShouldBeProblem(404, "notFound", "orderId");
        await agent.Post($"/api/calls/{id}/notes", new { }).ShouldBeProblem(400, "request.invalid", "text");

        await city.Tell(callId, "hungUp", phone, recordingUrl: "https://pbx.example/recordings/1");
        await agent.Post($"/api/calls/{id}/close", new { disposition = "ordered" }).Body();
        var closed = await agent.Call(id);
        Assert.Equal(("https://pbx.example/recordings/1", "2027-05-22"), (closed.Text("recordingUrl"), closed.Text("recordingDeleteOn")));
        Assert.False((await (await city.As("agent2")).Call(id)).TryGetProperty("recordingUrl", out _));
        city.Clock.Advance(Duration.FromDays(180));
        await city.Run(Housekeeping.TimerKind);
        Assert.False((await city.With(await city.TokenOf("supervisor1")).Call(id)).TryGetProperty("recordingUrl", out _));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task FiguresSayHowFastCallsWereAnswered(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        foreach (var seconds in new[] { 15, 20, 60, 181 })
        {
            var id = await city.Ring(CityExchange.NewPhone());
            city.Clock.Advance(Duration.FromSeconds(seconds));
            await agent.Post($"/api/calls/{id}/claim").Body();
            await agent.Post($"/api/calls/{id}/close", new { disposition = "answered" }).Body();
        }
        var callId = Guid.NewGuid().ToString();
        await city.Ring(CityExchange.NewPhone(), callId);
        await city.Tell(callId, "hungUp", null);

        var days = (await agent.Read("/api/calls/figures?from=2026-11-22&to=2026-11-23")).Items();
        Assert.Equal(0, days[0].GetProperty("calls").GetInt32());
        Assert.False(days[0].TryGetProperty("within15BasisPoints", out _));
        Assert.Equal((5L, 4L, 1L, 2000L, 4000L, 6000L, 6000L, 69L), (days[1].Fen("calls"), days[1].Fen("answered"), days[1].Fen("abandoned"),
            days[1].Fen("within15BasisPoints"), days[1].Fen("within20BasisPoints"), days[1].Fen("within60BasisPoints"), days[1].Fen("within180BasisPoints"), days[1].Fen("averageWaitSeconds")));
        await agent.GetAsync("/api/calls/figures?from=2026-11-24&to=2026-11-23").ShouldBeProblem(400, "request.invalid", "from");
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EachMonthTwoCallsOfEachAgentAreDrawnForReviewTheSameEveryTime(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var calls = new List<string>();
        foreach (var user in new[] { "agent1", "agent1", "agent1", "agent1", "agent2" })
        {
            var id = await city.Ring(CityExchange.NewPhone());
            calls.Add(id);
            await (await city.As(user)).Post($"/api/calls/{id}/claim").Body();
            await (await city.As(user)).Post($"/api/calls/{id}/close", new { disposition = "answered" }).Body();
        }
        city.Clock.Reset(NodaTime.Text.InstantPattern.ExtendedIso.Parse("2026-11-30T22:00:00Z").Value); // 06:00 on 1 December
        await city.Run(CallAudit.TimerKind);
        var drawn = calls.Where(id => city.TasksOf(id).Count == 1).ToList();
        Assert.Equal(3, drawn.Count);
        Assert.Contains(calls[4], drawn);
        await city.Run(CallAudit.TimerKind);
        Assert.Equal(drawn, calls.Where(id => city.TasksOf(id).Count == 1));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheDeskHasAnswersAndLeavesNotes(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var agent = await city.As("agent1");
        Assert.InRange((await agent.Read("/api/answers")).Items().Count, 8, 10);
        Assert.Equal("meal-subsidy-weihai", (await agent.Read("/api/answers?q=" + Uri.EscapeDataString("威海 助餐"))).Items()[0].Text("id"));
        var english = city.With(await city.TokenOf("family1")).InEnglish();
        Assert.Contains("voucher", (await english.Read("/api/answers?q=VOUCHER")).Items()[0].Text("question"), StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await agent.Read("/api/answers?q=xyzzy")).Items());

        await agent.Post("/api/shift-notes", new { text = "3 号楼电梯停用，送餐走楼梯" }).Body();
        await agent.Post("/api/shift-notes", new { text = " " }).ShouldBeProblem(400, "request.invalid", "text");
        Assert.Equal("3 号楼电梯停用，送餐走楼梯", Assert.Single((await (await city.As("supervisor1")).Read("/api/shift-notes")).Items()).Text("text"));
        Assert.Empty((await city.With(await city.TokenIn(Role.Agent, "370200")).Read("/api/shift-notes")).Items());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ContactsFromBeforeGetTheirIndex(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (senior, phone) = ((await city.AddSeniors(1))[0], CityExchange.NewPhone());
        await (await city.As("district1")).Post($"/api/seniors/{senior}/contacts", new { name = "林建国", relation = "child", phone }).Body();
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Sql.Execute("""UPDATE "Contacts" SET "PhoneIndex" = NULL WHERE "SeniorId" = @p0""", senior));
        Assert.Empty((await (await city.As("agent1")).Call(await city.Ring(phone))).GetProperty("people").EnumerateArray());
        await city.Run(IndexContactPhones.TimerKind);
        Assert.Equal(senior, Assert.Single((await (await city.As("agent1")).Call(await city.Ring(phone))).GetProperty("people").EnumerateArray()).GetProperty("seniorId").GetGuid());
    }
}

/// <summary>Runs work that has its time.</summary>
file static class TimedWork
{
    public static Task<Instant?> Run(this TestCity city, string kind) => city.Get<IEnumerable<ITimerHandler>>().Single(handler => handler.Kind == kind)
        .Run(new TimerRow { Id = Guid.NewGuid(), Kind = kind, Subject = "city", DueAt = TestCity.Noon }, CancellationToken.None);
}

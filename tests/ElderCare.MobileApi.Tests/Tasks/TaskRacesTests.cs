using System.Net;
using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Tests.Tasks;

/// <summary>One task, many hands.</summary>
public sealed class TaskRacesTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task OfManyWhoClaimATaskAtOnceOneHasIt(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        for (var round = 0; round < 3; round++)
        {
            var menu = await city.Lunch(1, 1500);
            var order = await (await city.As("senior1")).Post("/api/meal-orders", menu.Order(DemoIds.Senior1)).Body();
            await (await city.As("canteen1")).Post($"/api/meal-orders/{order.Text("id")}/missed").Body();
            var task = (await (await city.As("community1")).Read("/api/tasks?status=open")).Items().Single(task => task.Text("subjectId") == order.Text("id")).Text("id");
            string[] users = ["community1", "street1", "district1", "city1", "agent1", "agent2", "supervisor1"];
            var clients = new List<HttpClient>();
            foreach (var user in users) clients.Add(await city.As(user));

            var answers = await Task.WhenAll(clients.Select(client => client.Post($"/api/tasks/{task}/claim")));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK)) await Task.FromResult(answer).ShouldBeProblem(409, "tasks.alreadyClaimed");
            var winner = clients[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK)];
            var loser = clients[Array.FindIndex(answers, answer => answer.StatusCode != HttpStatusCode.OK)];
            await loser.Post($"/api/tasks/{task}/close", new { outcome = "好" }).ShouldBeProblem(409, "tasks.notYours");
            Assert.Equal("closed", (await winner.Post($"/api/tasks/{task}/close", new { outcome = "人没事" }).Body()).Text("status"));
            await winner.Post($"/api/tasks/{task}/claim").ShouldBeProblem(409, "tasks.closed");
        }
    }
}

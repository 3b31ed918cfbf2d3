using System.Text.Json;

namespace ElderCare.MobileApi.Tests.Setup;

/// <summary>The API document says what each operation is, takes and answers.</summary>
public sealed class ApiDocumentTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private const string Key = "Idempotency-Key";
    private static readonly string[] KeyRequired = ["BeginServicePlan", "BookService", "GrantVoucher", "PlaceMealOrder"];
    private static readonly string[] KeyIgnored = ["SignIn", "RefreshSignIn", "SignOut", "SendSignInCode", "VerifySignInCode", "QuoteMealOrder", "SearchSeniors", "FindDiner", "TrySubsidyRules", "TrialReviews", "ReceiveDeviceEvent", "ReceiveTelephonyEvent", "GetSubsidyRuleImpact", "AssignServiceOrdersTogether"];
    private static readonly string[] Anonymous = ["SignIn", "RefreshSignIn", "SignOut", "SendSignInCode", "VerifySignInCode", "ReadDevelopmentOutbox", "ReadDevelopmentExchange", "ReceiveDeviceEvent", "ReceiveTelephonyEvent"];

    [Fact]
    public async Task DescribesEachOperation()
    {
        var operations = await Operations();
        var wrong = new List<string>();
        foreach (var (name, _, operation) in operations)
        {
            if (!operation.TryGetProperty("operationId", out _)) wrong.Add($"{name}: no operationId");
            if (!operation.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 5 }) wrong.Add($"{name}: no summary");
            if (!operation.TryGetProperty("tags", out var tags) || tags.GetArrayLength() == 0) wrong.Add($"{name}: no tags");
            var answers = operation.GetProperty("responses").EnumerateObject().ToList();
            var takes = (operation.TryGetProperty("parameters", out var parameters) && parameters.GetArrayLength() > 0) || operation.TryGetProperty("requestBody", out _);
            if (takes && !answers.Exists(answer => answer.Name == "400")) wrong.Add($"{name}: no 400");
            if (answers.Count(answer => answer.Name[0] == '2') != (name.StartsWith("put", StringComparison.Ordinal) && answers.Exists(answer => answer.Name == "201") ? 2 : 1)) wrong.Add($"{name}: not one success");
            wrong.AddRange(answers.Where(answer => answer.Name is not ("204" or "202") && !IsTyped(answer)).Select(answer => $"{name}: {answer.Name} has no type"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var ids = operations.Select(operation => operation.Operation.Text("operationId")).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(ids.Count > 30);
    }

    [Fact]
    public async Task ShowsWhereAPostTakesAKey()
    {
        var operations = await Operations();
        foreach (var (name, id, operation) in operations)
        {
            var expected = !name.StartsWith("post", StringComparison.Ordinal) || KeyIgnored.Contains(id) ? "absent" : KeyRequired.Contains(id) ? "required" : "optional";
            Assert.Equal((name, expected), (name, Header(operation, Key)));
            if (expected != "absent") Assert.True(operation.GetProperty("responses").TryGetProperty("422", out _), $"{name}: a reused key is 422");
        }
        Assert.Equal(KeyRequired.Length + KeyIgnored.Length, operations.Count(one => KeyRequired.Contains(one.Id) || KeyIgnored.Contains(one.Id)));
    }

    [Fact]
    public async Task ShowsWhichVersionAPutTakes()
    {
        foreach (var (name, id, operation) in await Operations())
        {
            var expected = id switch { "ChangeMealOrder" or "ChangeSubsidyRule" => ("required", "absent"), "PutMenu" or "PutSeniorPhoto" => ("optional", "optional"), _ when name.StartsWith("patch", StringComparison.Ordinal) => ("required", "absent"), _ => ("absent", "absent") };
            Assert.Equal((name, expected), (name, (Header(operation, "If-Match"), Header(operation, "If-None-Match"))));
            var isOnesOwn = id is "DeclareAgentState" or "DeclareDuty" or "DeclareCaregiverDuty"; // nobody else edits what one says of oneself
            Assert.True(!name.StartsWith("put", StringComparison.Ordinal) || expected.Item1 != "absent" || isOnesOwn, $"{name}: a PUT of a record that others edit takes its version");
        }
    }

    [Fact]
    public async Task ShowsWhoNeedsNoSignIn()
    {
        foreach (var (name, id, operation) in await Operations())
        {
            var isOpen = operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
            Assert.Equal((name, Anonymous.Contains(id)), (name, isOpen));
        }
    }

    private async Task<IReadOnlyList<(string Name, string Id, JsonElement Operation)>> Operations()
    {
        var city = await cities.On("Sqlite");
        using var client = city.CreateClient();
        var document = await client.Read("/swagger/v1/swagger.json");
        Assert.StartsWith("3.", document.Text("openapi"), StringComparison.Ordinal);
        return [.. from path in document.GetProperty("paths").EnumerateObject()
                   from member in path.Value.EnumerateObject()
                   where member.Name is "get" or "post" or "put" or "patch" or "delete"
                   select ($"{member.Name} {path.Name}", member.Value.TryGetProperty("operationId", out var id) ? id.GetString()! : "", member.Value)];
    }

    private static string Header(JsonElement operation, string name)
    {
        if (!operation.TryGetProperty("parameters", out var parameters)) return "absent";
        var header = parameters.EnumerateArray().Where(parameter => parameter.Text("in") == "header" && parameter.Text("name") == name).ToList();
        return header.Count == 0 ? "absent" : header[0].TryGetProperty("required", out var required) && required.GetBoolean() ? "required" : "optional";
    }

    private static bool IsTyped(JsonProperty answer) =>
        answer.Value.TryGetProperty("content", out var content) && content.EnumerateObject().Any() && content.EnumerateObject().All(media => media.Value.TryGetProperty("schema", out _));
}

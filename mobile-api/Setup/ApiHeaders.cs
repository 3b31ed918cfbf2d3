using ElderCare.Domain.People;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ElderCare.MobileApi.Setup;

/// <summary>Shows what a request is asked for beside its address and body: the key of a POST, the version of a PUT, a sign-in; and what follows from that.</summary>
internal sealed class ApiHeaders : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<PhotoBody>().Any()) Photo(operation, context.ApiDescription.HttpMethod);
        if (metadata.OfType<IAllowAnonymous>().Any()) operation.Security = [];
        switch (context.ApiDescription.HttpMethod)
        {
            case "POST":
                // An answer that is made as it is kept says 200 of itself, whatever its status.
                if (operation.Responses!.ContainsKey("201")) operation.Responses.Remove("200");
                if (metadata.OfType<CsvBody>().FirstOrDefault() is { } csv) operation.RequestBody = FileOf(csv);
                if (!metadata.OfType<IdempotencyKeyIgnored>().Any()) Key(operation, metadata.OfType<IdempotencyKeyRequired>().Any());
                break;
            case "PUT" or "PATCH" when operation.Responses!.ContainsKey("428"):
                Version(operation, operation.Responses.ContainsKey("201"));
                break;
        }
        if (operation.Parameters is { Count: > 0 } || operation.RequestBody is not null) Refusal(operation, "400", "Bad Request");
    }

    private static OpenApiRequestBody FileOf(CsvBody csv) => new()
    {
        Required = true,
        Description = csv.Columns,
        Content = new Dictionary<string, IOpenApiMediaType> { ["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
    };

    private static void Photo(OpenApiOperation operation, string? method)
    {
        var forms = PhotoForm.Types.ToDictionary(type => type, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } });
        if (method == "PUT") operation.RequestBody = new OpenApiRequestBody { Required = true, Description = $"The picture itself, at most {PhotoForm.MostBytes / 1024} KiB.", Content = forms };
        if (method == "GET") operation.Responses!["200"] = new OpenApiResponse { Description = "OK", Content = forms };
    }

    private static void Key(OpenApiOperation operation, bool required)
    {
        Add(operation, "Idempotency-Key", required, "The same key, caller, path and body get the first answer again, for 7 days.", new() { Type = JsonSchemaType.String, MaxLength = IdempotentRequest.LongestKey });
        Refusal(operation, "422", "The key came with another body before");
    }

    private static void Version(OpenApiOperation operation, bool mayCreate)
    {
        Add(operation, "If-Match", !mayCreate, mayCreate ? "To change: the ETag that was read." : "The ETag that was read.", new() { Type = JsonSchemaType.String });
        if (mayCreate) Add(operation, "If-None-Match", false, "To create: *", new() { Type = JsonSchemaType.String, Enum = ["*"] });
    }

    private static void Add(OpenApiOperation operation, string name, bool required, string words, OpenApiSchema schema) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Required = required, Description = words, Schema = schema });

    /// <summary>A problem like the others of the operation.</summary>
    private static void Refusal(OpenApiOperation operation, string status, string words) =>
        operation.Responses!.TryAdd(status, new OpenApiResponse { Description = words, Content = Problem(operation) });

    private static IDictionary<string, IOpenApiMediaType>? Problem(OpenApiOperation operation) =>
        operation.Responses!.FirstOrDefault(answer => answer.Key[0] is '4' or '5').Value?.Content;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Domain.Meals;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using Microsoft.OpenApi;

namespace ElderCare.MobileApi.Setup;

internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc("v1", new() { Title = "ElderCare", Version = "v1", Description = "Canteens, meals and public money for the elderly." });
            swagger.AddSecurityDefinition("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" });
            swagger.AddSecurityRequirement(document => new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] });
            swagger.OperationFilter<ApiHeaders>();
            swagger.SupportNonNullableReferenceTypes();
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "ElderCare.*.xml")) swagger.IncludeXmlComments(file);
            swagger.MapType<NodaTime.Instant>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
            swagger.MapType<Requests.CityDate>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
            swagger.MapType<Requests.Word<MealPeriod>>(WordsOf<MealPeriod>);
            swagger.MapType<Requests.Word<MealOrderState>>(WordsOf<MealOrderState>);
            swagger.MapType<Requests.Word<TaskKind>>(WordsOf<TaskKind>);
            swagger.MapType<Requests.Word<WorkTaskStatus>>(WordsOf<WorkTaskStatus>);
            swagger.MapType<NodaTime.LocalDate>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
        });
    }

    private static OpenApiSchema WordsOf<T>() where T : struct, Enum => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Words<T>.All.Select(word => (JsonNode)word)],
    };

    /// <summary>Only requests for the document come to it: it makes its generator anew for each request that it sees, with all that is written about the code.</summary>
    public static void MapApiDocument(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger"), document =>
    {
        document.UseSwagger();
        document.UseSwaggerUI();
    });
}

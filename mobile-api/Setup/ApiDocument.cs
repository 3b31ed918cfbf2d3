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
            swagger.SupportNonNullableReferenceTypes();
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "ElderCare.*.xml")) swagger.IncludeXmlComments(file);
            swagger.MapType<NodaTime.Instant>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
            swagger.MapType<Requests.CityDate>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
            swagger.MapType<NodaTime.LocalDate>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
        });
    }

    public static void MapApiDocument(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI();
    }
}

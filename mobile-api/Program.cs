using ElderCare.MobileApi;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Canteens;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Ledger;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Messages;
using ElderCare.MobileApi.Pages;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Reviews;
using ElderCare.MobileApi.Setup;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Vouchers;

var builder = WebApplication.CreateBuilder(args);
if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://localhost:5080");
builder.WebHost.UseStaticWebAssets();

builder.AddCity();
builder.AddTelemetry();
builder.Services.AddAccess();
builder.Services.AddApi();
builder.Services.AddRealtime();
builder.Services.AddTimers();
builder.AddMessages();
builder.AddHotline();
builder.Services.AddHomeServices();
builder.Services.AddApiDocument();
builder.Services.AddPages();

var app = builder.Build();

app.UseKnownProxies();
app.UseMiddleware<Problems>();
app.UsePages();
app.UsePreparedCity();
app.UseBodyLimit();
app.UseQueryTexts();
app.UseKeyedBodies();
app.UseAuthentication();
app.UseSameOriginHub();
app.UseCallerLimits();
app.UseAuthorization();
app.UseKeyedRequests();

var prepared = Task.Run(() => Start.Prepare(app)); // beside what follows: the tables' model takes as long, and no setting is read there

var api = app.MapGroup("/api")
    .ProducesProblem(401).ProducesProblem(403).ProducesProblem(429).ProducesProblem(503);
api.MapAccess();
api.MapPeople();
api.MapSeniorFacts();
api.MapCanteens();
api.MapCanteenSupplies();
api.MapMealOrders();
api.MapStandingOrders();
api.MapSubsidyRules();
api.MapFunds();
api.MapLedger();
api.MapHomeServices();
api.MapServicePlans();
api.MapStatements();
api.MapCaregivers();
api.MapAdjustments();
api.MapVouchers();
api.MapTasks();
api.MapReviews();
api.MapDevices();
api.MapIncidents();
api.MapCallCentre();
api.MapEvents();
if (app.Environment.IsDevelopment()) api.MapDevelopment();

app.MapHub<DispatchHub>("/hubs/dispatch", options => options.CloseOnAuthenticationExpiration = true).For();
app.MapPages();
app.MapHealth();
app.MapApiDocument();
EndpointsBuiltOnce.Of(app);

await prepared;
var preparation = app.Services.GetRequiredService<Preparation>();
await app.RunAsync();
return preparation.ExitCode;

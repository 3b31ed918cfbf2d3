using System.Text.Encodings.Web;
using System.Text.Unicode;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Counter;
using ElderCare.MobileApi.Pages.Desk;
using ElderCare.MobileApi.Pages.Entry;
using ElderCare.MobileApi.Pages.Home;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Pages.Ordering;
using ElderCare.MobileApi.Pages.Rules;
using ElderCare.MobileApi.Pages.Visits;
using ElderCare.MobileApi.Pages.WeekMenu;
using ElderCare.MobileApi.Pages.Work;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Pages;

/// <summary>The pages: rendered on the server, links and forms only, the same use cases as the API.</summary>
internal static class PagesSetup
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "eldercare-form";
            form.Cookie.SameSite = SameSiteMode.Lax;
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSingleton<StyleSheet>();
        services.AddScoped<Visitor>();
        services.AddScoped<OncePerForm>();
        services.AddScoped<DishBoard>();
        services.AddScoped<OrderDesk>();
        services.AddRulePages();
        services.AddVisitPages();
        services.AddScoped<WorkDesk>();
        services.AddScoped<WeekBoard>();
        services.AddScoped<MenuFormDesk>();
    }

    /// <summary>Static files, failures as pages, forged forms refused. Goes before whoever signs in, so that its failures are pages too.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = StyleSheet.LetBrowsersKeep });
        app.UseWhen(http => !Problems.IsForPrograms(http), pages => pages.UseMiddleware<PageFaults>());
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        var pages = app.MapGroup("").ExcludeFromDescription().WithFormTexts();
        pages.MapHome(app.Environment);
        pages.MapEntry();
        pages.MapOrdering();
        pages.MapVisits();
        pages.MapWork();
        pages.MapCounter();
        pages.MapRules();
        pages.MapWeekMenu();
        pages.MapDesk();
    }
}

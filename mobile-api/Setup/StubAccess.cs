namespace ElderCare.MobileApi.Setup;
internal static class FirstAdministrator { public static Task Ensure(IServiceProvider s, IConfiguration c) => Task.CompletedTask; }
internal static class Welcome { public static void Print(WebApplication a) {} }

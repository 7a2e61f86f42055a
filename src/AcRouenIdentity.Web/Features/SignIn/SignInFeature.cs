using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace AcRouenIdentity.Web.Features.SignIn;

internal static class SignInFeature
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SignInOptions>()
            .Bind(builder.Configuration.GetSection(SignInOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<SessionCookieEvents>();
        builder.Services.AddScoped<CurrentSession>();
        builder.Services.AddScoped<SessionOpening>();
        builder.Services.AddScoped<PendingSignIns>();
        builder.Services.AddScoped<SignInCompletion>();
        builder.Services.AddScoped<SecondFactorStep>();
        builder.Services.AddScoped<PasswordSignIn>();
        builder.Services.AddScoped<PasskeySignIn>();
        builder.Services.AddSingleton<KnownDevices>();
        builder.Services.AddHostedService<SignInUpkeep>();
        builder.Services
            .AddAuthentication(SessionScheme.Name)
            .AddCookie(SessionScheme.Name, ConfigureCookie);
        builder.Services.AddAuthorization();
        builder.Services.AddScoped<IAuthorizationHandler, RoleHandler>();
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.EventsType = typeof(SessionCookieEvents);
        cookie.Cookie.Name = "acrouen-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPaths.Page;
        cookie.ReturnUrlParameter = "retour";
    }
}

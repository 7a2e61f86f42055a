using AcRouenIdentity.Web.Features.MyAccount.Activity;
using AcRouenIdentity.Web.Features.MyAccount.Sessions;

namespace AcRouenIdentity.Web.Features.MyAccount;

internal static class MyAccountFeature
{
    public static void AddMyAccount(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PlacesOptions>()
            .Bind(builder.Configuration.GetSection(PlacesOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<Places>();
        builder.Services.AddScoped<SessionBook>();
        builder.Services.AddScoped<AccountActivity>();
        builder.Services.AddScoped<ActivityWording>();
    }
}

using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.MyAccount.Activity;
using AcRouenIdentity.Web.Features.MyAccount.Data;
using AcRouenIdentity.Web.Features.MyAccount.Preferences;
using AcRouenIdentity.Web.Features.MyAccount.Sessions;

namespace AcRouenIdentity.Web.Features.MyAccount;

internal static class MyAccountFeature
{
    public static void AddMyAccount(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SessionBook>();
        builder.Services.AddScoped<AccountActivity>();
        builder.Services.AddScoped<ActivityWording>();
        builder.Services.AddScoped<RecentWaysIn>();
        builder.Services.AddScoped<PreferenceDesk>();
        builder.AddHeldData();
    }

    private static void AddHeldData(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IHeldData, AccountHeld>();
        builder.Services.AddScoped<IHeldData, PreferencesHeld>();
        builder.Services.AddScoped<IHeldData, SessionsHeld>();
        builder.Services.AddScoped<IHeldData, ApplicationsHeld>();
        builder.Services.AddScoped<IHeldData, ActivityHeld>();
        builder.Services.AddScoped<HeldDataWording>();
        builder.Services.AddScoped<DataContact>();
        builder.Services.AddScoped<HeldDataJson>();
        builder.Services.AddScoped<HeldDataPdf>();
        builder.Services.AddScoped<DataExport>();
    }
}

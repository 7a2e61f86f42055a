namespace AcRouenIdentity.Web.Features.Activation;

internal static class ActivationFeature
{
    public static void AddActivation(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FirstAccess>();
        builder.Services.AddSingleton<LetterCookie>();
    }
}

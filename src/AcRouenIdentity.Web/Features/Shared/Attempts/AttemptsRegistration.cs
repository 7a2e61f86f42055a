namespace AcRouenIdentity.Web.Features.Shared.Attempts;

internal static class AttemptsRegistration
{
    public static void AddAttempts(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AttemptOptions>()
            .Bind(builder.Configuration.GetSection(AttemptOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<AttemptQuestions>();
        builder.Services.AddScoped<AttemptLimiter>();
        builder.Services.AddScoped<UseAllowance>();
    }
}

namespace AcRouenIdentity.Web.Features.Passwords;

internal static class PasswordsFeature
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PasswordOptions>()
            .Bind(builder.Configuration.GetSection(PasswordOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<PasswordGrants>();
        builder.Services.AddScoped<PasswordChoice>();
        builder.Services.AddScoped<PasswordConsequences>();
    }
}

using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Passkeys;

internal static class PasskeysFeature
{
    private const string Required = "required";

    public static void AddPasskeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PasskeyOptions>()
            .Bind(builder.Configuration.GetSection(PasskeyOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .Validate<PublicAddress>(IsDomainOfOurs, "Passkeys:ServerDomain must be the host of PublicUrl or a domain above it.")
            .ValidateOnStart();
        builder.Services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PasskeyOptions>, PublicAddress>(Configure);
        builder.Services.AddIdentityCore<Account>().AddUserStore<PasskeyStore>();
        builder.Services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        builder.Services.AddScoped<PasskeyChallenges>();
        builder.Services.AddScoped<PasskeyRegistration>();
        builder.Services.AddScoped<PasskeyProof>();
        builder.Services.AddScoped<PasskeyBook>();
        builder.Services.AddScoped<IHeldData, PasskeysHeld>();
        builder.Services.AddHostedService<PasskeyUpkeep>();
    }

    private static bool IsDomainOfOurs(PasskeyOptions options, PublicAddress address) =>
        options.ServerDomain is not { } domain
        || string.Equals(address.Host.Host, domain, StringComparison.OrdinalIgnoreCase)
        || address.Host.Host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);

    /// <summary>A key is found without a name being typed, and its owner proves themselves to it: it stands for two factors.</summary>
    private static void Configure(IdentityPasskeyOptions passkeys, IOptions<PasskeyOptions> options, PublicAddress address)
    {
        passkeys.ServerDomain = options.Value.ServerDomain ?? address.Host.Host;
        passkeys.ResidentKeyRequirement = Required;
        passkeys.UserVerificationRequirement = Required;
        passkeys.AuthenticatorTimeout = options.Value.ChallengeLifetime;
        HashSet<string> origins = [address.Base.GetLeftPart(UriPartial.Authority), .. options.Value.Origins];
        passkeys.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && origins.Contains(origin.Origin));
    }
}

using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Addresses;

internal static class AddressesRegistration
{
    public static void AddPublicAddress(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublicAddressOptions>().Bind(builder.Configuration).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PublicAddress>();
        // The framework filters hosts on the same key with a bare English answer; PublicAddressGuard does it here.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
    }

    /// <summary>The client's address behind proxies that the administrator names. X-Forwarded-Host and -Proto are never read.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = app.Services.GetRequiredService<IOptions<PublicAddressOptions>>().Value.TrustedNetworks().ToList();
        if (networks.Count == 0)
            return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
        app.Use((context, next) =>
        {
            TrustedHop.Note(context, networks);
            return next(context);
        });
        app.UseForwardedHeaders(options);
    }
}

using AcRouenIdentity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Web.Tests.OpenId.MailTokens;

/// <summary>Whoever answers where keys are asked for, and what: each path its own.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private KeyServer(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    public static async Task<KeyServer> StartAsync(IReadOnlyDictionary<string, Func<HttpContext, Task>> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://localhost:{FreePorts.Take()}");
        builder.WebHost.UseUrls(address.ToString());
        var app = builder.Build();
        app.MapFallback(context => answers[context.Request.Path.Value![1..]](context));
        await app.StartAsync();
        return new KeyServer(app, address);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

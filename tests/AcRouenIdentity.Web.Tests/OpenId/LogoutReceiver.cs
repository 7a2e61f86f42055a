using System.Collections.Concurrent;
using AcRouenIdentity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Web.Tests.OpenId;

/// <summary>The back-channel of an application: keeps the logout tokens that it is sent, and answers as told.</summary>
internal sealed class LogoutReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private LogoutReceiver(WebApplication app, Uri address)
    {
        this.app = app;
        Address = address;
    }

    public Uri Address { get; }

    public ConcurrentQueue<string> Tokens { get; } = [];

    public ConcurrentQueue<string> Elsewhere { get; } = [];

    public int Status { get; set; } = StatusCodes.Status200OK;

    public static async Task<LogoutReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://localhost:{FreePorts.Take()}");
        builder.WebHost.UseUrls(address.ToString());
        var app = builder.Build();
        var receiver = new LogoutReceiver(app, new Uri(address, "/oidc/redirect_uri?logout=backchannel"));
        app.MapPost("/oidc/redirect_uri", receiver.ReceiveAsync);
        app.MapFallback(context =>
        {
            receiver.Elsewhere.Enqueue(context.Request.Path);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Tokens.Enqueue(form["logout_token"].ToString());
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status302Found)
            context.Response.Headers.Location = "/ailleurs";
    }
}

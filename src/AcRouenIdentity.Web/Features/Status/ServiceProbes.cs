using System.Collections.Concurrent;
using System.Net.Sockets;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Status;

/// <summary>What the last probes of this node saw.</summary>
public sealed class ProbeMemory
{
    /// <summary>One lost answer is a hiccup; two in a row are told.</summary>
    private const int FailuresToTell = 2;

    private readonly ConcurrentDictionary<string, int> failures = new();

    public ProbeSight Find(string service)
    {
        if (!failures.TryGetValue(service, out var count))
            return ProbeSight.NotYet;
        return count >= FailuresToTell ? ProbeSight.Silent : ProbeSight.Answers;
    }

    internal void NoteAnswer(string service) => failures[service] = 0;

    internal void NoteFailure(string service) => failures.AddOrUpdate(service, 1, (_, count) => count + 1);
}

public enum ProbeSight
{
    NotYet,
    Answers,
    Silent,
}

/// <summary>Asks the configured services, and nothing else, whether they answer: in the background, so that no visitor makes the provider ask anybody.</summary>
internal sealed class ServiceProbes(IHttpClientFactory clients, ProbeMemory memory, IOptions<StatusOptions> options, TimeProvider clock, ILogger<ServiceProbes> logger) : BackgroundService
{
    public const string ClientName = "status-probe";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watched = options.Value.Watched.Where(service => service.ProbeAddress is not null).ToList();
        if (watched.Count == 0)
            return;

        using var timer = new PeriodicTimer(options.Value.ProbeEvery, clock);
        do
            await Task.WhenAll(watched.Select(service => AskAsync(service, stoppingToken)));
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AskAsync(WatchedService service, CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(options.Value.ProbeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            await AskAsync(service.ProbeAddress!, either.Token);
            memory.NoteAnswer(service.Key);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.ProbeFailed(logger, service.Key, failure);
            memory.NoteFailure(service.Key);
        }
    }

    private Task AskAsync(Uri address, CancellationToken cancellationToken) =>
        address.Scheme == "tcp" ? ConnectAsync(address, cancellationToken) : GetAsync(address, cancellationToken);

    private static async Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
    }

    // A redirect to a sign-in page and a refusal are answers; what a broken server says of itself is none.
    private async Task GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if ((int)answer.StatusCode >= StatusCodes.Status500InternalServerError)
            throw new HttpRequestException($"Answered {(int)answer.StatusCode}.");
    }
}

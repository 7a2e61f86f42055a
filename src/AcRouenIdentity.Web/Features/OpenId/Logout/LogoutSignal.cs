using System.Data.Common;
using AcRouenIdentity.Domain.OpenId;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>Wakes the sender as soon as a transaction that wrote logout notices is committed: not before, when nobody else could see them.</summary>
internal sealed class LogoutSignal : DbTransactionInterceptor, IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly Lock gate = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => RaiseFor(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RaiseFor(eventData);
        return Task.CompletedTask;
    }

    /// <summary>Completes at the next notice, or after that time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = Task.Delay(atMost, clock, done.Token);
        await Task.WhenAny(raised.WaitAsync(done.Token), timeout);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => raised.Dispose();

    private void RaiseFor(TransactionEndEventData eventData)
    {
        if (eventData.Context?.ChangeTracker.Entries<LogoutDelivery>().Any() is true)
            Raise();
    }

    private void Raise()
    {
        lock (gate)
            if (raised.CurrentCount == 0)
                raised.Release();
    }
}

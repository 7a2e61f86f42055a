using System.Data.Common;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>Wakes the sender as soon as a transaction that wrote logout notices is committed: not before, when nobody else could see them.</summary>
internal sealed class LogoutSignal : DbTransactionInterceptor
{
    private readonly WakeUp sender = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => RaiseFor(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RaiseFor(eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="WakeUp.WaitAsync"/>
    public Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken) => sender.WaitAsync(atMost, clock, cancellationToken);

    private void RaiseFor(TransactionEndEventData eventData)
    {
        if (eventData.Context?.ChangeTracker.Entries<LogoutDelivery>().Any() is true)
            sender.Raise();
    }
}

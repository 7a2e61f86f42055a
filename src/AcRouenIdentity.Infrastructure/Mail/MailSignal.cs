using System.Data.Common;
using System.Runtime.CompilerServices;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>
/// Wakes the delivery as soon as mails are saved for everybody to see: at the commit of the transaction they belong to, or after a save without one.
/// Only contexts that were given a mail are looked at: searching every save for one would cost each of them.
/// </summary>
public sealed class MailSignal : DbTransactionInterceptor, ISaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, MailSignal> writers = [];
    private readonly WakeUp delivery = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => RaiseFor(eventData.Context);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RaiseFor(eventData.Context);
        return Task.CompletedTask;
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
            RaiseFor(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    /// <summary>This context was given a mail.</summary>
    internal void Expect(DbContext db) => writers.AddOrUpdate(db, this);

    /// <inheritdoc cref="WakeUp.WaitAsync"/>
    internal Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken) => delivery.WaitAsync(atMost, clock, cancellationToken);

    private void RaiseFor(DbContext? db)
    {
        if (db is not null && writers.Remove(db))
            delivery.Raise();
    }
}

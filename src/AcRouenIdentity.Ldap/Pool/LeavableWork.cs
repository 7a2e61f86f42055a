namespace AcRouenIdentity.Ldap;

/// <summary>Work that goes on when its caller leaves.</summary>
internal static class LeavableWork
{
    /// <summary>Waits for the end, or leaves when cancelled; how work that was left ended concerns nobody any more.</summary>
    /// <exception cref="OperationCanceledException">The caller left, or the pool closes.</exception>
    public static Task<T> WaitOrLeaveAsync<T>(this Task<T> work, CancellationToken cancellationToken)
    {
        if (work.IsCompleted)
            return work;

        work.ContinueWith(
            static ended => ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return work.WaitAsync(cancellationToken);
    }
}

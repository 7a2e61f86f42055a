namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>When mails are left in the outbox: each after the one before it in this process, also where the clock shows the same time twice, so that none overtakes an earlier one.</summary>
public sealed class MailMoments(TimeProvider clock)
{
    /// <summary>What PostgreSQL keeps of a time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    /// <summary>A clock that was put back further than this is believed.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private DateTimeOffset last;

    public DateTimeOffset Next()
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            last = last >= now && last - now < Lead ? last + Step : now;
            return last;
        }
    }
}

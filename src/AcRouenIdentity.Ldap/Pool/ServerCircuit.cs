namespace AcRouenIdentity.Ldap;

/// <summary>
/// Keeps a pool from trying a dead server at each operation. After a failure the server is left alone for a while that doubles; when it is over,
/// one caller a while may try.
/// </summary>
internal sealed class ServerCircuit(LdapServer server, LdapPoolOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset? nextTry;
    private TimeSpan backOff;
    private bool onTrial;
    private int timeoutsInARow;
    private LdapConnectionFailure? lastFailure;

    public event EventHandler<LdapServerHealthEventArgs>? Changed;

    public LdapServer Server { get; } = server;

    public LdapServerHealth Health
    {
        get
        {
            lock (gate)
                return new LdapServerHealth(Server, nextTry is null ? LdapServerState.Well : LdapServerState.Failed, lastFailure, nextTry);
        }
    }

    /// <summary>Whether the caller may try now. A yes after a failure is given once a while, so that nothing has to be handed back.</summary>
    public bool Admits()
    {
        lock (gate)
        {
            if (nextTry is not { } due)
                return true;

            var now = time.GetUtcNow();
            if (now < due)
                return false;

            nextTry = now + backOff;
            onTrial = true;
            return true;
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            timeoutsInARow = 0;
            if (nextTry is null)
                return;

            nextTry = null;
            onTrial = false;
            backOff = TimeSpan.Zero;
        }

        Changed?.Invoke(this, new LdapServerHealthEventArgs(Health));
    }

    /// <summary>A whole connection failed. Several that fail together are one failure.</summary>
    public void Failed(LdapConnectionFailure reason)
    {
        bool isNew;
        lock (gate)
        {
            isNew = nextTry is null;
            lastFailure = reason;
            if (!isNew && !onTrial)
                return;

            onTrial = false;
            backOff = Longer(backOff);
            nextTry = time.GetUtcNow() + backOff;
        }

        if (isNew)
            Changed?.Invoke(this, new LdapServerHealthEventArgs(Health));
    }

    /// <summary>One operation had no answer; several in a row are a failure, and so is one on trial.</summary>
    public void TimedOut()
    {
        bool enough;
        lock (gate)
            enough = ++timeoutsInARow >= options.TimeoutsBeforeFailure || onTrial;

        if (enough)
            Failed(LdapConnectionFailure.Timeout);
    }

    private TimeSpan Longer(TimeSpan current)
    {
        var doubled = current == TimeSpan.Zero ? options.FirstBackOff : current * 2;
        return doubled < options.LongestBackOff ? doubled : options.LongestBackOff;
    }
}

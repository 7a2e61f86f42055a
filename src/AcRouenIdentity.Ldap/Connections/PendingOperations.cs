namespace AcRouenIdentity.Ldap;

/// <summary>
/// The operations in flight on one connection, by message identifier (RFC 4511 section 4.1.1.1), and the identifiers that were given up,
/// whose late answers are let through.
/// </summary>
internal sealed class PendingOperations(LdapServer server, int maxPending)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, PendingOperation> waiting = [];
    private readonly HashSet<int> givenUp = [];
    private readonly Queue<int> givenUpInOrder = [];
    private LdapConnectionException? end;
    private bool retired;
    private bool exclusive;
    private int lastId;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return end is null && !retired;
        }
    }

    /// <summary>True while the server can be spoken to, even if only to say goodbye.</summary>
    public bool IsAlive
    {
        get
        {
            lock (gate)
                return end is null;
        }
    }

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return waiting.Count == 0;
        }
    }

    /// <summary>Registers an operation and gives its identifier.</summary>
    /// <exception cref="LdapConnectionException">The connection is over, or too much waits on it.</exception>
    /// <exception cref="InvalidOperationException">An exclusive operation and another would overlap (a bind, RFC 4511 section 4.2.1).</exception>
    public int Begin(PendingOperation operation, OperationKind kind)
    {
        lock (gate)
        {
            if (end is not null)
                throw new LdapConnectionException(end.Reason, LdapRequestFate.NotSent, end.Message, end) { Code = end.Code };
            if (retired)
                throw new LdapConnectionException(LdapConnectionFailure.ClosedHere, LdapRequestFate.NotSent, $"The connection to {server} is closing.");
            if (waiting.Count >= maxPending)
                throw new LdapConnectionException(LdapConnectionFailure.Overloaded, LdapRequestFate.NotSent, $"Too many operations wait for {server}.");
            if (exclusive || (kind == OperationKind.Exclusive && waiting.Count > 0))
                throw new InvalidOperationException("A bind shares its connection with no other operation.");

            exclusive = kind == OperationKind.Exclusive;
            var id = NextId();
            waiting.Add(id, operation);
            return id;
        }
    }

    public bool TryFind(int id, out PendingOperation operation)
    {
        lock (gate)
            return waiting.TryGetValue(id, out operation!);
    }

    public void End(int id)
    {
        lock (gate)
        {
            exclusive = false;
            waiting.Remove(id);
        }
    }

    /// <summary>
    /// Stops waiting. The identifier is remembered, since an answer may be on its way; but an abandoned search may never get one, so that the oldest
    /// are forgotten.
    /// </summary>
    public void GiveUp(int id)
    {
        lock (gate)
        {
            if (!waiting.Remove(id) || !givenUp.Add(id))
                return;

            givenUpInOrder.Enqueue(id);
            if (givenUpInOrder.Count > maxPending)
                givenUp.Remove(givenUpInOrder.Dequeue());
        }
    }

    /// <summary>An identifier for a message that has no answer.</summary>
    public int TakeId()
    {
        lock (gate)
            return NextId();
    }

    /// <summary>True for an answer that nobody waits for any more. <paramref name="position"/> tells whether more may follow.</summary>
    public bool IsLate(int id, AnswerPosition position)
    {
        lock (gate)
            return position == AnswerPosition.Last ? givenUp.Remove(id) : givenUp.Contains(id);
    }

    /// <summary>Takes no new operation; those in flight may end.</summary>
    public void Retire()
    {
        lock (gate)
            retired = true;
    }

    /// <summary>Ends every operation with that failure; the first failure stays.</summary>
    public void Fail(LdapConnectionException failure)
    {
        PendingOperation[] failed;
        lock (gate)
        {
            end ??= failure;
            failed = [.. waiting.Values];
            waiting.Clear();
        }

        foreach (var operation in failed)
            operation.Fail(failure);
    }

    private int NextId()
    {
        do
            lastId = lastId == int.MaxValue ? 1 : lastId + 1;
        while (waiting.ContainsKey(lastId) || givenUp.Contains(lastId));

        return lastId;
    }
}

internal enum OperationKind
{
    /// <summary>May overlap with others; abandoned when nobody waits any more.</summary>
    Abandonable,

    /// <summary>May overlap with others; left to finish when nobody waits any more (an update).</summary>
    Lasting,

    /// <summary>Alone on its connection, which dies with it.</summary>
    Exclusive,
}

internal enum AnswerPosition
{
    Partial,
    Last,
}

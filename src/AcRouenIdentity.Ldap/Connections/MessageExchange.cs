using System.Formats.Asn1;
using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap;

/// <summary>
/// The traffic of one connection: one loop reads, one writes, and answers find those who asked by their message identifier. Whatever breaks ends
/// everything in flight with the same reason.
/// </summary>
internal sealed class MessageExchange : IAsyncDisposable
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromMilliseconds(200);

    private readonly LdapServer server;
    private readonly Stream stream;
    private readonly LdapConnectionOptions options;
    private readonly TimeProvider time;
    private readonly MessageReader reader;
    private readonly MessageWriter writer;
    private readonly PendingOperations pending;
    private readonly CancellationTokenSource ending = new();
    private readonly Task reading;
    private readonly Task writing;
    private long lastAnswer;
    private int disposed;

    public MessageExchange(LdapServer server, Stream stream, LdapConnectionOptions options, TimeProvider time)
    {
        this.server = server;
        this.stream = stream;
        this.options = options;
        this.time = time;
        reader = new MessageReader(stream, options.MaxMessageLength);
        writer = new MessageWriter(stream, options.MaxMessageLength);
        pending = new PendingOperations(server, options.MaxPending);
        lastAnswer = time.GetTimestamp();

        // The loops outlive the request that opened the connection, and must not keep its ambient context alive.
        using (ExecutionContext.SuppressFlow())
        {
            reading = Task.Run(ReadAllAsync);
            writing = Task.Run(WriteAllAsync);
        }
    }

    /// <summary>False once the connection is over, or on its way out.</summary>
    public bool IsOpen => pending.IsOpen;

    /// <summary>Time since the server last said something.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref lastAnswer));

    /// <summary>Sends one operation and waits for its answer.</summary>
    /// <param name="answerTag">Tag of the response that ends it.</param>
    /// <exception cref="LdapConnectionException">No answer.</exception>
    public async Task<PendingOperation.Answer> RunAsync(
        int answerTag,
        OperationKind kind,
        Action<AsnWriter> operation,
        IReadOnlyList<LdapControl> controls,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new PendingOperation(answerTag, options);
        var id = Send(waiting, kind, operation, controls);
        try
        {
            return await waiting.Completion.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            GiveUp(id, kind);
            throw new LdapConnectionException(LdapConnectionFailure.Timeout, LdapRequestFate.Unknown, $"{server} did not answer in time.", exception);
        }
        catch (OperationCanceledException)
        {
            GiveUp(id, kind);
            throw;
        }
    }

    /// <summary>Ends the connection and everything in flight on it.</summary>
    public LdapConnectionException Break(LdapConnectionFailure reason, string what, Exception? cause, LdapResultCode? code = null)
    {
        var failure = new LdapConnectionException(reason, LdapRequestFate.Unknown, $"{server}: {what}", cause) { Code = code };
        pending.Fail(failure);
        if (Volatile.Read(ref disposed) == 0)
            stream.Close();
        return failure;
    }

    /// <summary>Takes no new operation, lets those in flight end in their time, then closes.</summary>
    public async Task RetireAsync()
    {
        pending.Retire();
        var since = time.GetTimestamp();
        while (!pending.IsIdle && time.GetElapsedTime(since) < options.OperationTimeout)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time);

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;

        if (pending.IsAlive)
            await SayGoodbyeAsync();
        pending.Fail(new LdapConnectionException(LdapConnectionFailure.ClosedHere, LdapRequestFate.Unknown, $"The connection to {server} was closed here."));
        await ending.CancelAsync();
        await stream.DisposeAsync();
        await Task.WhenAll(reading, writing);
        writer.Dispose();
        ending.Dispose();
    }

    private int Send(PendingOperation waiting, OperationKind kind, Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls)
    {
        var id = pending.Begin(waiting, kind);
        try
        {
            Enqueue(id, operation, controls);
            return id;
        }
        catch
        {
            pending.End(id);
            throw;
        }
    }

    private void Enqueue(int id, Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls)
    {
        var message = new AsnWriter(AsnEncodingRules.BER, initialCapacity: 256);
        RequestEncoder.WriteMessage(message, id, operation, controls);
        if (!writer.TryEnqueue(message))
            throw new LdapConnectionException(LdapConnectionFailure.Overloaded, LdapRequestFate.NotSent, $"{server} takes nothing any more.");
    }

    private void GiveUp(int id, OperationKind kind)
    {
        // After a bind that nobody waited for, nobody knows whose connection it is.
        if (kind == OperationKind.Exclusive)
        {
            Break(LdapConnectionFailure.Timeout, "A bind was given up.", null);
            return;
        }

        pending.GiveUp(id);
        if (kind == OperationKind.Abandonable)
            Abandon(id);
    }

    private void Abandon(int id)
    {
        var message = new AsnWriter(AsnEncodingRules.BER);
        RequestEncoder.WriteMessage(message, pending.TakeId(), operation => RequestEncoder.Abandon(operation, id), []);
        // Where nothing can be sent any more, the server cannot be told either.
        writer.TryEnqueue(message);
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (await reader.ReadAsync(ending.Token) is { } octets)
                Dispatch(ResponseDecoder.Decode(octets, options.MaxDepth), octets.Length);

            Break(LdapConnectionFailure.ClosedByServer, "The server closed.", null);
        }
        catch (MalformedMessageException exception)
        {
            Break(LdapConnectionFailure.Protocol, exception.Message, exception);
        }
        catch (Exception exception)
        {
            Break(LdapConnectionFailure.ClosedByServer, "The connection broke.", exception);
        }
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await writer.RunAsync(ending.Token);
        }
        catch (Exception exception)
        {
            Break(LdapConnectionFailure.ClosedByServer, "The connection broke.", exception);
        }
    }

    private void Dispatch(LdapMessage message, int length)
    {
        Volatile.Write(ref lastAnswer, time.GetTimestamp());
        if (message.Id == 0)
            Notice(message.Content);
        else if (pending.TryFind(message.Id, out var operation))
            Deliver(message, operation, length);
        else if (!pending.IsLate(message.Id, message.Content is LdapMessage.Body.Final ? AnswerPosition.Last : AnswerPosition.Partial))
            throw new MalformedMessageException("The server answered an operation that was never asked.");
    }

    private void Deliver(LdapMessage message, PendingOperation operation, int length)
    {
        if (!operation.Accepts(message.Content))
            throw new MalformedMessageException("The server answered one operation with the answer to another.");

        // The operation ends before its caller knows: a bind may follow another at once.
        if (message.Content is LdapMessage.Body.Final)
            pending.End(message.Id);

        operation.Take(message.Content, length);
    }

    /// <summary>Unsolicited notifications (RFC 4511 section 4.4); unknown ones are ignored.</summary>
    private void Notice(LdapMessage.Body content)
    {
        if (content is not LdapMessage.Body.Final { Tag: LdapTags.ExtendedResponse } notice)
            throw new MalformedMessageException("The server sent an answer without an identifier.");

        if (notice.Name == Oids.NoticeOfDisconnection)
            Break(LdapConnectionFailure.ClosedByServer, $"The server announced that it closes: {notice.Result}.", null, notice.Result.Code);
    }

    private async Task SayGoodbyeAsync()
    {
        var message = new AsnWriter(AsnEncodingRules.BER);
        RequestEncoder.WriteMessage(message, pending.TakeId(), RequestEncoder.Unbind, []);
        pending.Retire();
        writer.TryEnqueue(message);
        writer.Complete();
        // By the real clock: closing does not wait for a test to move its own.
        await Task.WhenAny(writing, Task.Delay(FarewellTime));
    }
}

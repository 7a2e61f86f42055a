using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap;

/// <summary>An operation that waits for its answer, with what has come of it so far.</summary>
internal sealed class PendingOperation(int answerTag, LdapConnectionOptions limits)
{
    private readonly TaskCompletionSource<Answer> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<LdapEntry>? entries;
    private List<string>? references;
    private int received;

    /// <summary>All that the server said of one operation.</summary>
    internal sealed record Answer(LdapMessage.Body.Final Final, IReadOnlyList<LdapEntry> Entries, IReadOnlyList<string> References);

    public Task<Answer> Completion => completion.Task;

    /// <summary>False for the answer to another kind of operation.</summary>
    public bool Accepts(LdapMessage.Body message) => message switch
    {
        LdapMessage.Body.Final final => final.Tag == answerTag,
        LdapMessage.Body.Intermediate => true,
        _ => answerTag == LdapTags.SearchDone,
    };

    /// <summary>Takes one message; a final one completes the operation.</summary>
    /// <exception cref="MalformedMessageException">It is more than a server may send.</exception>
    public void Take(LdapMessage.Body message, int length)
    {
        switch (message)
        {
            case LdapMessage.Body.Entry entry:
                (entries ??= []).Add(entry.Value);
                Count(length);
                break;
            case LdapMessage.Body.Reference reference:
                (references ??= []).AddRange(reference.Uris);
                Count(length);
                break;
            case LdapMessage.Body.Final final:
                completion.TrySetResult(new Answer(final, entries ?? [], references ?? []));
                break;
        }
    }

    public void Fail(LdapConnectionException exception)
    {
        completion.TrySetException(exception);
        // Nobody waits for an operation that timed out; its fault is told there.
        _ = completion.Task.Exception;
    }

    private void Count(int length)
    {
        received += length;
        if (received > limits.MaxSearchLength || entries?.Count > limits.MaxEntries || references?.Count > limits.MaxEntries)
            throw new MalformedMessageException("The server sent more than a search may bring.");
    }
}

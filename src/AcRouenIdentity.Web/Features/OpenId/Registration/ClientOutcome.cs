using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>Who registers.</summary>
/// <param name="By">Login of the administrator, or the account of the machine.</param>
/// <param name="Subject">As the audit names people; null for whoever typed a command.</param>
public sealed record ClientEditor(string By, string? Subject);

/// <summary>A client as the administrator saw it.</summary>
public sealed record ClientVersion(string Id, int Version);

/// <summary>How long the secret before still counts.</summary>
public enum SecretOverlap
{
    None,
    Day,
    Week,
}

public abstract record ClientOutcome
{
    private ClientOutcome()
    {
    }

    public static ClientOutcome IdTaken => new Refused([new ClientProblem(nameof(ClientSettings.Id), ClientFault.IdTaken)]);

    public T Match<T>(Func<Done, T> done, Func<Refused, T> refused, Func<T> unknown, Func<T> changedMeanwhile, Func<T> notPossible) => this switch
    {
        Done outcome => done(outcome),
        Refused outcome => refused(outcome),
        Unknown => unknown(),
        ChangedMeanwhile => changedMeanwhile(),
        NotPossible => notPossible(),
        _ => throw new InvalidOperationException(),
    };

    /// <param name="Secret">The new one in clear, where one was made.</param>
    public sealed record Done(string? Secret) : ClientOutcome
    {
        /// <summary>Nothing that writes an outcome down writes the secret.</summary>
        public override string ToString() => nameof(Done);
    }

    public sealed record Refused(IReadOnlyList<ClientProblem> Problems) : ClientOutcome;

    /// <summary>Nobody registered it: it is of the configuration, or nobody's.</summary>
    public sealed record Unknown : ClientOutcome;

    /// <summary>Another administrator saved it first.</summary>
    public sealed record ChangedMeanwhile : ClientOutcome;

    /// <summary>It is so already; or it is served, and only what is disabled is removed; or it has no secret; or it registered itself, and is given nothing more.</summary>
    public sealed record NotPossible : ClientOutcome;
}

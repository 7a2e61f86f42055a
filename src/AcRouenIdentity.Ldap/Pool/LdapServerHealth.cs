namespace AcRouenIdentity.Ldap;

/// <summary>What a pool knows of one of its servers.</summary>
/// <param name="LastFailure">Why it failed last, kept after it came back; null when it never did.</param>
/// <param name="NextTry">When it is tried again; null while it is well.</param>
public sealed record LdapServerHealth(LdapServer Server, LdapServerState State, LdapConnectionFailure? LastFailure, DateTimeOffset? NextTry);

public enum LdapServerState
{
    Well,

    /// <summary>Left alone until the next try.</summary>
    Failed,
}

/// <summary>A server of the pool failed, or came back.</summary>
public sealed class LdapServerHealthEventArgs(LdapServerHealth health) : EventArgs
{
    public LdapServerHealth Health { get; } = health;
}

namespace AcRouenIdentity.Ldap;

/// <summary>Servers of a pool, who it is there, and how many connections it holds.</summary>
public sealed record LdapPoolOptions
{
    /// <summary>In order of preference: the first that is well is used; the others replace it.</summary>
    public required IReadOnlyList<LdapServer> Servers { get; init; }

    /// <summary>The service account that operations run as; null: anonymous.</summary>
    public LdapCredential? Service { get; init; }

    public LdapConnectionOptions Connection { get; init; } = new();

    /// <summary>Connections for operations, each carrying many at a time.</summary>
    public int ServiceConnections { get; init; } = 2;

    /// <summary>Most connections for the binds of people, each carrying one at a time. Others wait their turn.</summary>
    public int BindConnections { get; init; } = 8;

    /// <summary>Longest wait for such a turn.</summary>
    public TimeSpan BindTurnTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection silent for longer is asked for a sign of life before it is used again.</summary>
    public TimeSpan IdleCheckAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for that sign of life.</summary>
    public TimeSpan IdleCheckTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server is left alone after its first failure; doubled at each further one.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Operations in a row without an answer after which a server counts as failed.</summary>
    public int TimeoutsBeforeFailure { get; init; } = 3;
}

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>A client that was registered while the provider runs, beside those of the configuration.</summary>
public sealed class RegisteredClient
{
    /// <summary>The identifier without case: two that differ by case only would be taken for each other.</summary>
    public required string Key { get; init; }

    public required string Id { get; init; }

    /// <summary>Who registered it.</summary>
    public ClientRegistrar Registrar { get; init; } = ClientRegistrar.Administrator;

    /// <summary>When somebody last let it in, of one that registered itself; null: nobody ever did.</summary>
    public DateTimeOffset? AdmittedAt { get; private set; }

    /// <summary>JSON of its <see cref="ClientSettings"/>, without any secret.</summary>
    public string Settings { get; private set; } = "";

    /// <summary>Hash of its secret; null for those that have none.</summary>
    public string? Secret { get; private set; }

    /// <summary>Hash of the secret before, which is served until <see cref="FormerUntil"/>.</summary>
    public string? FormerSecret { get; private set; }

    public DateTimeOffset? FormerUntil { get; private set; }

    /// <summary>Not served since then; null while it is.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Login of the administrator, or the account of the machine; empty for one that registered itself.</summary>
    public required string CreatedBy { get; init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public static string KeyOf(string id) => id.ToLowerInvariant();

    /// <summary>As it is served.</summary>
    public Client Serve(ClientSettings settings) => ClientRules.Read(settings) with { Registrar = Registrar };

    public void Say(ClientSettings settings, string by, DateTimeOffset now)
    {
        Settings = ClientJson.Write(settings);
        Changed(by, now);
    }

    /// <param name="hash">Of the new secret, or null where the client needs none any more.</param>
    /// <param name="formerUntil">How long the secret before is served; null: no longer.</param>
    public void Keep(string? hash, DateTimeOffset? formerUntil, string by, DateTimeOffset now)
    {
        (FormerSecret, FormerUntil) = formerUntil is null ? (null, null) : (Secret, formerUntil);
        Secret = hash;
        Changed(by, now);
    }

    public void Disable(string by, DateTimeOffset now)
    {
        DisabledAt = now;
        Changed(by, now);
    }

    public void Enable(string by, DateTimeOffset now)
    {
        DisabledAt = null;
        Changed(by, now);
    }

    private void Changed(string by, DateTimeOffset now)
    {
        (ChangedBy, ChangedAt) = (by, now);
        Version++;
    }
}

/// <summary>Who registered a client.</summary>
public enum ClientRegistrar
{
    /// <summary>Of the configuration too: somebody vouches for it.</summary>
    Administrator,

    /// <summary>Nobody knows who it is (RFC 7591, without an initial access token).</summary>
    Itself,
}

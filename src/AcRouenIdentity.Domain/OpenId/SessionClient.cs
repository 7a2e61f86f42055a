namespace AcRouenIdentity.Domain.OpenId;

/// <summary>An application that was given tokens under a session. Its authorization is what its tokens hang on: revoking it ends them all.</summary>
public sealed class SessionClient
{
    public required string SessionId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Replaced when the former authorization was revoked while the session went on.</summary>
    public required string AuthorizationId { get; set; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; set; }
}

using System.Text.Json.Serialization;
using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.OpenRegistration;

/// <summary>What a program is told that registered itself: its identifier, and all that it is registered with, which may be less than it asked for (RFC 7591 3.2.1).</summary>
internal sealed record RegisteredMetadata
{
    [JsonPropertyName("client_id")]
    public required string Id { get; init; }

    [JsonPropertyName("client_id_issued_at")]
    public required long IssuedAt { get; init; }

    [JsonPropertyName("client_name")]
    public required string Name { get; init; }

    [JsonPropertyName("redirect_uris")]
    public required IEnumerable<string> RedirectUris { get; init; }

    [JsonPropertyName("grant_types")]
    public required IEnumerable<string> GrantTypes { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    [JsonPropertyName("response_types")]
    public IEnumerable<string> ResponseTypes { get; } = [OpenRegistrationRules.Code];

    [JsonPropertyName("token_endpoint_auth_method")]
    public string TokenEndpointAuth { get; } = OpenRegistrationRules.NoSecret;

    [JsonPropertyName("application_type")]
    public string ApplicationType { get; } = OpenRegistrationRules.Native;

    public static RegisteredMetadata Of(RegistrationOutcome.Registered registered) => new()
    {
        Id = registered.Client.Id,
        IssuedAt = registered.At.ToUnixTimeSeconds(),
        Name = registered.Client.Name,
        RedirectUris = [.. registered.Client.RedirectUris.Select(address => address.OriginalString)],
        GrantTypes = registered.Client.MayRefresh ? [OpenRegistrationRules.AuthorizationCode, OpenRegistrationRules.RefreshToken] : [OpenRegistrationRules.AuthorizationCode],
        Scope = string.Join(' ', registered.Client.Scopes),
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// What a program says of itself that asks to be registered (RFC 7591 2), as far as it is listened to. Everything else is passed over, as that section has it: addresses of logos and sites above all,
/// which are neither fetched nor shown.
/// </summary>
public sealed record RegistrationMetadata
{
    /// <summary>Key sets nest this deep, and nothing honest deeper.</summary>
    private const int Deepest = 8;

    private static readonly JsonSerializerOptions Form = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    [JsonPropertyName("client_name")]
    public string? Name { get; init; }

    [JsonPropertyName("redirect_uris")]
    public IReadOnlyList<string?>? RedirectUris { get; init; }

    [JsonPropertyName("token_endpoint_auth_method")]
    public string? TokenEndpointAuth { get; init; }

    [JsonPropertyName("grant_types")]
    public IReadOnlyList<string?>? GrantTypes { get; init; }

    [JsonPropertyName("response_types")]
    public IReadOnlyList<string?>? ResponseTypes { get; init; }

    /// <summary>Of OpenID Connect Dynamic Client Registration 1.0; RFC 7591 does not know it.</summary>
    [JsonPropertyName("application_type")]
    public string? ApplicationType { get; init; }

    /// <summary>Space separated.</summary>
    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    /// <returns>Null where the text is no JSON object, or says something of another kind than RFC 7591 has it.</returns>
    public static RegistrationMetadata? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<RegistrationMetadata>(text, Form);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is a surrogate without its other half.
            return null;
        }
    }
}

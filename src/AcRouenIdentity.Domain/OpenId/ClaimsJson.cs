using System.Text.Json;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// The <c>claims</c> parameter as JSON (OpenID Connect Core 5.5). Names that are not understood are passed over, as it asks; what has not its form, has a name twice or is larger than
/// any honest request is none.
/// </summary>
public static class ClaimsJson
{
    /// <summary>In characters: every claim of ours, in both places, with values, is half as long.</summary>
    public const int LongestText = 8192;

    /// <summary>Claims that one request may name in one place.</summary>
    public const int MostClaims = 100;

    private const int Deepest = 8;

    private static readonly JsonDocumentOptions Form = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <returns>Null for what is no such request.</returns>
    public static ClaimsRequest? Read(string text)
    {
        if (text.Length > LongestText)
            return null;
        try
        {
            using var document = JsonDocument.Parse(text, Form);
            return document.RootElement.ValueKind is JsonValueKind.Object && ReadPlace(document.RootElement, "id_token") is { } idToken && ReadPlace(document.RootElement, "userinfo") is { } userInfo
                ? new ClaimsRequest(idToken, userInfo)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two tell of half a surrogate pair, escaped or not.
            return null;
        }
    }

    private static List<ClaimWish>? ReadPlace(JsonElement request, string name)
    {
        if (!request.TryGetProperty(name, out var place))
            return [];
        if (place.ValueKind is not JsonValueKind.Object || place.GetPropertyCount() > MostClaims)
            return null;

        var wishes = place.EnumerateObject().Select(ReadWish).OfType<ClaimWish>().ToList();
        return wishes.Count == place.GetPropertyCount() ? wishes : null;
    }

    private static ClaimWish? ReadWish(JsonProperty claim) => claim.Value.ValueKind switch
    {
        JsonValueKind.Null => new ClaimWish(claim.Name, ClaimNeed.Voluntary, Values: null),
        JsonValueKind.Object => ReadWish(claim.Name, claim.Value),
        _ => null,
    };

    private static ClaimWish? ReadWish(string name, JsonElement wish)
    {
        var essential = wish.TryGetProperty("essential", out var need) ? need.ValueKind : JsonValueKind.False;
        var hasValue = wish.TryGetProperty("value", out var value);
        var hasValues = wish.TryGetProperty("values", out var values);
        if (essential is not (JsonValueKind.True or JsonValueKind.False) || (hasValue && hasValues))
            return null;
        if (hasValues && (values.ValueKind is not JsonValueKind.Array || values.GetArrayLength() > ClientRules.MostOfAKind))
            return null;

        IEnumerable<JsonElement>? asked = hasValues ? values.EnumerateArray() : hasValue ? [value] : null;
        return new ClaimWish(
            name,
            essential is JsonValueKind.True ? ClaimNeed.Essential : ClaimNeed.Voluntary,
            asked is null ? null : [.. asked.Where(text => text.ValueKind is JsonValueKind.String).Select(text => text.GetString()!)]);
    }
}

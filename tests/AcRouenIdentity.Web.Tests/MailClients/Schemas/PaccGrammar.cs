using System.Text.Json;

namespace AcRouenIdentity.Web.Tests.MailClients.Schemas;

/// <summary>What draft-ietf-mailmaint-pacc-04 asks of a configuration, rule by rule.</summary>
internal static class PaccGrammar
{
    private static readonly string[] OfHost = ["imap", "smtp", "pop3", "managesieve"];
    private static readonly string[] OfAddress = ["jmap", "caldav", "carddav"];

    public static IReadOnlyList<string> Problems(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Problems(document.RootElement)];
    }

    private static IEnumerable<string> Problems(JsonElement root)
    {
        foreach (var unknown in root.EnumerateObject().Where(member => member.Name is not ("protocols" or "authentication" or "info")))
            yield return $"{unknown.Name} is unknown";
        foreach (var protocol in root.GetProperty("protocols").EnumerateObject())
            if (ProblemOf(protocol) is { } problem)
                yield return problem;

        var authentication = root.GetProperty("authentication");
        if (authentication.GetProperty("password").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            yield return "password is neither true nor false";
        if (!IsAddress(authentication.GetProperty("oauth-public").GetProperty("issuer")))
            yield return "issuer is no address";

        var info = root.GetProperty("info");
        if (info.GetProperty("provider").GetProperty("name").GetString() is not { Length: > 0 and <= 60 })
            yield return "name is missing or too long";
        if (info.GetProperty("provider").GetProperty("shortName").GetString() is not { Length: > 0 and <= 20 })
            yield return "shortName is missing or too long";
        if (!IsAddress(info.GetProperty("help").GetProperty("documentation")))
            yield return "documentation is no address";
    }

    private static string? ProblemOf(JsonProperty protocol)
    {
        if (OfHost.Contains(protocol.Name))
            return Members(protocol) is ["host"] && Uri.CheckHostName(protocol.Value.GetProperty("host").GetString()) is UriHostNameType.Dns ? null : $"{protocol.Name} is not a host alone";
        if (OfAddress.Contains(protocol.Name))
            return Members(protocol) is ["url"] && IsAddress(protocol.Value.GetProperty("url")) ? null : $"{protocol.Name} is not an address alone";
        return $"{protocol.Name} is unknown";
    }

    private static string[] Members(JsonProperty protocol) => [.. protocol.Value.EnumerateObject().Select(member => member.Name)];

    private static bool IsAddress(JsonElement value) => Uri.TryCreate(value.GetString(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
}

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>By which names tokens are asked for services (RFC 8707 2): absolute, without fragment, of any scheme, since nobody is sent there.</summary>
internal static class ResourceRules
{
    public static IEnumerable<ClientProblem> Problems(ClientSettings client)
    {
        if (client.ResourceUri is not null && client.Kind is not ClientKind.Resource)
            yield return new(nameof(client.ResourceUri), ClientFault.ResourceUriOfNoUse);
        if (client.Resources.Count > 0 && client.Kind is ClientKind.Resource)
            yield return new(nameof(client.Resources), ClientFault.ResourceAsksForNone);
        if (client.ResourceUri is { } own && Problem(own) is { } fault)
            yield return new(nameof(client.ResourceUri), fault, own.Length > ClientRules.LongestAddress ? null : own);
        foreach (var name in client.Resources)
            if (Problem(name) is { } trouble)
                yield return new(nameof(client.Resources), trouble, name.Length > ClientRules.LongestAddress ? null : name);
    }

    private static ClientFault? Problem(string name) => name.Length > ClientRules.LongestAddress ? ClientFault.TooLong : AddressRules.FormProblem(name);
}

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>By what a client may prove who it is: a secret worth the name, or keys of which only it has the other half.</summary>
internal static class SecretRules
{
    /// <summary>What a random secret must be worth (ASVS 6.5.2 asks 112 bits of what is hashed once; DESIGN 6 gives 128).</summary>
    internal const double SecretBits = 128;

    /// <summary>A random text of 22 characters or more with fewer different ones than this is as good as impossible.</summary>
    private const int DifferentCharacters = 8;

    public static IEnumerable<ClientProblem> Problems(ClientSettings client, SecretKeeping keeping) =>
        [.. keeping is SecretKeeping.Written ? WrittenProblems(client) : ForeignProblems(client), .. KeyProblems(client)];

    private static IEnumerable<ClientProblem> WrittenProblems(ClientSettings client)
    {
        if (client.TokenEndpointAuth == ClientRules.SignedAssertion)
        {
            if (client.Secret is not null)
                yield return new(nameof(client.TokenEndpointAuth), ClientFault.SigningNeedsNoSecret);
            yield break;
        }

        if (!client.NeedsSecret)
        {
            if (client.Secret is not null)
                yield return new(nameof(client.Secret), client.Kind is ClientKind.Public ? ClientFault.SecretOfPublic : ClientFault.CertificateNeedsNoSecret);
            yield break;
        }

        if (string.IsNullOrEmpty(client.Secret))
            yield return new(nameof(client.Secret), ClientFault.SecretMissing);
        else if (!IsRandomEnough(client.Secret))
            yield return new(nameof(client.Secret), ClientFault.SecretWeak);
    }

    /// <summary>What only the configuration may say: whoever writes it reads the files of the machine anyway.</summary>
    private static IEnumerable<ClientProblem> ForeignProblems(ClientSettings client)
    {
        if (client.Secret is not null)
            yield return new(nameof(client.Secret), ClientFault.NotWrittenHere);
        if (client.SecretFile is not null)
            yield return new(nameof(client.SecretFile), ClientFault.NotWrittenHere);
        if (client.KeysFile is not null)
            yield return new(nameof(client.KeysFile), ClientFault.NotWrittenHere);
    }

    private static IEnumerable<ClientProblem> KeyProblems(ClientSettings client)
    {
        if (client.TokenEndpointAuth == ClientRules.RegisteredCertificate)
        {
            if (ClientCertificates.Problem(client.Keys) is { } trouble)
                yield return new(nameof(client.Keys), trouble);
            yield break;
        }

        if (client.TokenEndpointAuth != ClientRules.SignedAssertion)
        {
            if (client.Keys is not null)
                yield return new(nameof(client.Keys), ClientFault.KeysOfNoUse);
            yield break;
        }

        if (client.Kind is ClientKind.Public)
            yield return new(nameof(client.TokenEndpointAuth), ClientFault.SigningNeedsNoSecret);
        if (ClientKeys.Problem(client.Keys) is { } problem)
            yield return new(nameof(client.Keys), problem);
    }

    private static bool IsRandomEnough(string secret)
    {
        var bitsPerCharacter = secret.All(char.IsAsciiHexDigit) ? 4 : 5.95;
        return secret.Length * bitsPerCharacter >= SecretBits && secret.Distinct().Count() >= DifferentCharacters;
    }
}

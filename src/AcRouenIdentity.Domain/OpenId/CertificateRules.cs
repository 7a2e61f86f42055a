using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>By which certificate a client proves who it is (RFC 8705 2): one that says a name, from an authority of ours, or those that were registered.</summary>
internal static partial class CertificateRules
{
    private const int LongestName = 500;

    public static IEnumerable<ClientProblem> Problems(ClientSettings client) => [.. NameProblems(client), .. UseProblems(client)];

    private static IEnumerable<ClientProblem> NameProblems(ClientSettings client)
    {
        var name = client.CertificateName;
        if (client.TokenEndpointAuth != ClientRules.NamedCertificate)
        {
            if (name is not null)
                yield return new(nameof(client.CertificateName), ClientFault.CertificateNameOfNoUse);
            yield break;
        }

        if (string.IsNullOrWhiteSpace(name))
            yield return new(nameof(client.CertificateName), ClientFault.CertificateNameMissing);
        else if (name.Length > LongestName)
            yield return new(nameof(client.CertificateName), ClientFault.TooLong);
        else if (!IsWellFormed(client.CertificateNameKind, name))
            yield return new(nameof(client.CertificateName), ClientFault.CertificateNameForm, name);
    }

    private static IEnumerable<ClientProblem> UseProblems(ClientSettings client)
    {
        if (client.Kind is ClientKind.Public && ClientRules.IsByCertificate(client.TokenEndpointAuth))
            yield return new(nameof(client.TokenEndpointAuth), ClientFault.CertificateOfPublic);
        if (client.Kind is ClientKind.Resource && client.TokenBinding is TokenBinding.Certificate)
            yield return new(nameof(client.TokenBinding), ClientFault.ResourceAsksForNone);
    }

    private static bool IsWellFormed(CertificateNameKind kind, string name) => kind switch
    {
        CertificateNameKind.SubjectDn => SubjectName.Read(name) is not null,
        CertificateNameKind.SanDns => Uri.CheckHostName(name) is UriHostNameType.Dns,
        CertificateNameKind.SanUri => Uri.TryCreate(name, UriKind.Absolute, out _) && !name.StartsWith('/'),
        CertificateNameKind.SanIp => Uri.CheckHostName(name) is UriHostNameType.IPv4 or UriHostNameType.IPv6,
        CertificateNameKind.SanEmail => MailForm().IsMatch(name),
        // A number in the place of a name is refused as such.
        _ => true,
    };

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex MailForm();
}

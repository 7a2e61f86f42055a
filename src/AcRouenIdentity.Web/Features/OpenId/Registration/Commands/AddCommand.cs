using System.CommandLine;
using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary><c>clients add</c>: 0 with the secret when it is added, 1 with the reasons when a rule refuses it.</summary>
internal static class AddCommand
{
    private static readonly Option<ClientTemplate> Template = new("--template") { Description = "What the application is like: its settings begin as that.", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "What people read.", Required = true };
    private static readonly Option<string[]> Redirects = new("--redirect-uri") { Description = "Exact redirect address; may be given several times." };
    private static readonly Option<string[]> PostLogouts = new("--post-logout-uri") { Description = "Exact address after sign-out; may be given several times." };
    private static readonly Option<string?> Logout = new("--logout-uri") { Description = "Address of logout notices (back-channel logout)." };

    private static readonly Option<string?> ResourceUri = new("--resource-uri") { Description = "Of an API: the address by which tokens are asked for it (RFC 8707)." };
    private static readonly Option<string[]> Resources = new("--resource") { Description = "Name of an API that it may ask tokens for; may be given several times." };

    private static readonly Option<string?> CertificateName = new("--certificate-name") { Description = "It has no secret and is known by a certificate of an authority that says this (tls_client_auth)." };
    private static readonly Option<CertificateNameKind> CertificateNameKind = new("--certificate-name-kind") { Description = "Where the certificate says it." };
    private static readonly Option<FileInfo?> CertificateFile = new("--certificate-file") { Description = "It has no secret and is known by the certificates of this file, PEM (self_signed_tls_client_auth)." };
    private static readonly Option<TokenBinding> Binding = new("--token-binding") { Description = "Certificate or Dpop: its tokens are worth nothing without its certificate, or without proof of its key. Of an API, Dpop: it checks such proofs." };

    public static Command Create() => new Command("add", "Add an application from a template. Its secret is written once, here.")
    {
        ClientsCommands.Id, Template, Name, Redirects, PostLogouts, Logout, ResourceUri, Resources, CertificateName, CertificateNameKind, CertificateFile, Binding,
    }.Running(AddAsync);

    private static async Task<int> AddAsync(ParseResult parsed, ClientTerminal clients, CancellationToken cancellationToken)
    {
        var settings = ClientTemplates.Begin(parsed.GetValue(Template));
        (settings.Id, settings.Name, settings.BackChannelLogoutUri, settings.ResourceUri) =
            (parsed.GetRequiredValue(ClientsCommands.Id), parsed.GetValue(Name), parsed.GetValue(Logout), parsed.GetValue(ResourceUri));
        foreach (var address in parsed.GetValue(Redirects) ?? [])
            settings.RedirectUris.Add(address);
        foreach (var address in parsed.GetValue(PostLogouts) ?? [])
            settings.PostLogoutRedirectUris.Add(address);
        foreach (var name in parsed.GetValue(Resources) ?? [])
            settings.Resources.Add(name);
        await AddCertificatesAsync(settings, parsed, cancellationToken);

        return clients.Answer(await clients.Desk.AddAsync(ClientsCommands.Typist, settings, cancellationToken), "CommandAdded", settings.Id);
    }

    private static async Task AddCertificatesAsync(ClientSettings settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        (settings.CertificateName, settings.CertificateNameKind, settings.TokenBinding) = (parsed.GetValue(CertificateName), parsed.GetValue(CertificateNameKind), parsed.GetValue(Binding));
        if (parsed.GetValue(CertificateFile) is { } file)
            (settings.TokenEndpointAuth, settings.Keys) = (ClientRules.RegisteredCertificate, await File.ReadAllTextAsync(file.FullName, cancellationToken));
        else if (settings.CertificateName is not null)
            settings.TokenEndpointAuth = ClientRules.NamedCertificate;
    }
}

using System.Text;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Logout;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>One application: what its makers must be given, what it may do, and who uses it.</summary>
[Authorize(AccessPolicies.Administrator)]
public sealed class DetailPage(ClientBook book, LogoutDesk logouts, PublicAddress address, IOptions<OpenIdOptions> options, TimeProvider clock) : PageModel
{
    public const string Added = "ajoutee";
    public const string Changed = "modifiee";
    public const string Disabled = "desactivee";
    public const string Enabled = "reactivee";

    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Done { get; set; }

    public ClientEntry Entry { get; private set; } = null!;

    public ClientUse Use { get; private set; } = null!;

    public LogoutCounts Logouts { get; private set; } = null!;

    public bool FormerSecretCounts => Entry.Row?.FormerUntil > clock.GetUtcNow();

    /// <summary>Text and value of what is written into the application.</summary>
    public IReadOnlyList<(string Text, string Value)> ToGive =>
    [
        ("GiveIssuer", address.Base.AbsoluteUri),
        ("GiveDiscovery", AddressOf(OpenIdPaths.Configuration)),
        ("Field_Id", Entry.Id),
        .. Entry.Settings.Kind is ClientKind.Resource ? new[] { ("GiveIntrospection", IntrospectionAddress) } : [("GiveScopes", string.Join(' ', Entry.Settings.Scopes))],
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await book.FindAsync(Id, cancellationToken) is not { } entry)
            return NotFound();

        Entry = entry;
        Use = await book.UseOfAsync(entry.Id, cancellationToken);
        Logouts = (await logouts.CountAsync(cancellationToken)).FirstOrDefault(counts => counts.ClientId == entry.Id) ?? new LogoutCounts(entry.Id, 0, 0, 0);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken) => await book.FindAsync(Id, cancellationToken) is { } entry
        ? File(Encoding.UTF8.GetBytes(ClientJson.Write(entry.Settings)), "application/json", $"{entry.Id}.json")
        : NotFound();

    /// <summary>For a service that is known by its certificate, where it is asked for one.</summary>
    private string IntrospectionAddress => ClientRules.IsByCertificate(Entry.Settings.TokenEndpointAuth) && options.Value.MutualTls.Base is { } other
        ? new Uri(other, OpenIdPaths.Introspect).AbsoluteUri
        : AddressOf(OpenIdPaths.Introspect);

    private string AddressOf(string path) => new Uri(address.Base, path).AbsoluteUri;
}

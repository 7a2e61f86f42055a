using System.Text;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>All applications, for administrators.</summary>
[Authorize(AccessPolicies.Administrator)]
public sealed class ListPage(ClientBook book) : PageModel
{
    public const string Removed = "retiree";

    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Done { get; set; }

    public IReadOnlyList<ClientEntry> Entries { get; private set; } = [];

    public IReadOnlyDictionary<string, DateTimeOffset> LastUses { get; private set; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Those that registered themselves, which stand apart.</summary>
    public int Unknown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Entries = await book.ListAsync(cancellationToken);
        Unknown = await book.CountUnknownAsync(cancellationToken);
        LastUses = await book.LastUsesAsync(cancellationToken);
    }

    public async Task<FileResult> OnGetFileAsync(CancellationToken cancellationToken) =>
        File(Encoding.UTF8.GetBytes(ClientJson.Write((await book.ListAsync(cancellationToken)).Select(entry => entry.Settings))), "application/json", "applications.json");
}

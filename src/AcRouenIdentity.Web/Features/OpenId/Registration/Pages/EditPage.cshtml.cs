using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>Every setting of an application that was registered.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
public sealed class EditPage(ClientDesk desk, ClientBook book, AccountBook accounts, ClientWording wording, IStringLocalizer<RegistrationTexts> texts)
    : RegistrationPage(book, accounts, wording)
{
    [BindProperty]
    public ClientForm Form { get; set; } = new();

    /// <summary>Settings that another administrator saved otherwise since the page was opened.</summary>
    public IReadOnlyList<ClientSetting> Meanwhile { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Authentications => [new(Words.Of(ClientAuthentication.Any), ""), .. ClientRules.AuthenticationMethods.Select(method => new SelectListItem(method, method))];

    public IReadOnlyList<SelectListItem> IdTokenAlgorithms => [new("RS256", ""), new("ES256", "ES256")];

    public IReadOnlyList<SelectListItem> UserInfoAlgorithms => [new(texts["NotSigned"], ""), new("RS256", "RS256"), new("ES256", "ES256")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (!await FindAsync(cancellationToken) || Entry.IsUnknown)
            return NotFound();

        Form = ClientForm.Of(Entry.Settings, Entry.Row!.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        return (await desk.ChangeAsync(Editor, new ClientVersion(Entry.Id, Form.Version), Form.ToSettings(Entry.Id), cancellationToken)).Match<IActionResult>(
            done => done.Secret is { } secret ? ShowSecret(Entry.Id, secret) : LocalRedirect($"~{RegistrationPaths.Of(Entry.Id)}?fait={DetailPage.Changed}"),
            refused => Refuse(refused.Problems),
            NotFound,
            ShowMeanwhile,
            NotFound);
    }

    /// <summary>What was typed stays; saving again is then a decision, taken with the difference in sight.</summary>
    private IActionResult ShowMeanwhile()
    {
        Meanwhile = ClientJson.Differences(Entry.Settings, Form.ToSettings(Entry.Id));
        ModelState.Remove($"{nameof(Form)}.{nameof(ClientForm.Version)}");
        Form.Version = Entry.Row!.Version;
        ModelState.AddModelError(string.Empty, texts["ChangedMeanwhile"]);
        return Page();
    }
}

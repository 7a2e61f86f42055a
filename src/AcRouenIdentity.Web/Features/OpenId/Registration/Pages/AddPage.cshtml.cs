using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>An application is added: what it is like first, then what only its makers know.</summary>
[Authorize(AccessPolicies.Administrator), FreshProof]
public sealed class AddPage(ClientDesk desk, ClientBook book, AccountBook accounts, ClientWording wording, IStringLocalizer<RegistrationTexts> texts)
    : RegistrationPage(book, accounts, wording)
{
    [BindProperty(SupportsGet = true, Name = "modele")]
    public ClientTemplate? Template { get; set; }

    [BindProperty]
    public NewClientForm Form { get; set; } = new();

    public bool SignsPeopleIn => Template is not ClientTemplate.Api;

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Template is not { } template || !Enum.IsDefined(template))
            return Refuse(texts["TemplateMissing"].Value);

        return (await desk.AddAsync(Editor, Form.ToSettings(template), cancellationToken)).Match<IActionResult>(
            done => done.Secret is { } secret ? ShowSecret(Form.Id!.Trim(), secret) : LocalRedirect($"~{RegistrationPaths.Of(Form.Id!.Trim())}?fait={DetailPage.Added}"),
            refused => Refuse(refused.Problems),
            NotFound, NotFound, NotFound);
    }
}

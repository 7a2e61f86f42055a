using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.MyAccount.Preferences;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>The language in which a person is spoken to, and the form of their name that others see.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class PreferencesPage(PreferenceDesk desk, IStringLocalizer<PreferencesTexts> texts) : PageModel
{
    /// <summary>What was done just before, to be said.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public PreferenceVerdict? Done { get; set; }

    /// <summary>Empty for what the browser says.</summary>
    [BindProperty]
    public string? ChosenLanguage { get; set; }

    [BindProperty]
    public NameForm? ChosenName { get; set; }

    public IReadOnlyList<NamedForm> Names { get; private set; } = [];

    public IReadOnlyList<(string? Language, string Text)> Languages => [(null, texts["LanguageBrowser"]), (Language.French, texts["LanguageFrench"]), (Language.English, texts["LanguageEnglish"])];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var chosen = await desk.FindAsync(HttpContext.CurrentPerson(), cancellationToken);
        (ChosenLanguage, ChosenName) = (chosen.Language, chosen.NameForm ?? NameForm.Usual);
        Names = await desk.FindNamesAsync(HttpContext.CurrentPerson(), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var language = string.IsNullOrEmpty(ChosenLanguage) ? null : ChosenLanguage;
        var verdict = ModelState.IsValid ? await desk.ChooseAsync(HttpContext.CurrentPerson(), language, ChosenName, cancellationToken) : PreferenceVerdict.UnknownName;
        if (verdict is PreferenceVerdict.Kept)
        {
            Language.Keep(HttpContext, language);
            return LocalRedirect($"{AccountPaths.Preferences}?fait={verdict}");
        }

        ModelState.Clear();
        ModelState.AddModelError(string.Empty, texts[verdict.ToString()]);
        await OnGetAsync(cancellationToken);
        return Page();
    }
}

using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Languages;
using AcRouenIdentity.Web.Features.Shared.Themes;
using AcRouenIdentity.Web.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Home;

/// <summary>Where somebody signed in finds their applications; others are sent to sign in.</summary>
[AllowAnonymous]
public sealed class HomePage(CurrentSession current, BackupAddressBook backups, PersonRoles roles, IOptionsSnapshot<ApplicationsOptions> options, Theme theme) : PageModel
{
    public string PersonName { get; private set; } = "";

    /// <summary>Without one, a forgotten password means a letter or a call.</summary>
    public bool LacksBackupAddress { get; private set; }

    public IReadOnlyList<Tile> Applications { get; private set; } = [];

    /// <summary>What the person may do here besides, by their roles.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>Exports and letters are those of the whole académie.</summary>
    public bool IsOfficerOfTheAcademie { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.Identity is not { IsAuthenticated: true })
            return LocalRedirect($"~{SignInPaths.Page}");
        if (await current.FindAsync(HttpContext, cancellationToken) is not { } signedIn)
            return LocalRedirect($"~{SignInPaths.SignOut}");

        PersonName = signedIn.Person.DisplayName;
        Roles = RolesOf(signedIn.Person);
        IsOfficerOfTheAcademie = roles.ReachOf(signedIn.Person, Role.ProvisioningOfficer).IsEverywhere;
        LacksBackupAddress = !await backups.HasOneAsync(signedIn.Person.Key, cancellationToken);
        Applications = [.. options.Value.Applications.Select(TileOf)];
        return Page();
    }

    private IReadOnlyList<Role> RolesOf(Person person) => [.. Enum.GetValues<Role>().Where(role => role != Role.Staff && roles.Has(person, role))];

    private Tile TileOf(ApplicationLink application)
    {
        var icon = theme.Address(Request.PathBase, $"icons/{application.Icon}.svg");
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English
            ? new Tile(application.NameEnglish ?? application.Name, application.DescriptionEnglish ?? application.Description, application.Url, icon)
            : new Tile(application.Name, application.Description, application.Url, icon);
    }

    public sealed record Tile(string Name, string? Description, string Url, string Icon);
}

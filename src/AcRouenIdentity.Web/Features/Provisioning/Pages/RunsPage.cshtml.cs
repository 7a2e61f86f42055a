using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.Uploads;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>The runs, what lies in the drop folder, and the form that sends files.</summary>
[Authorize(AccessPolicies.OfficerOfTheAcademie)]
internal sealed class RunsPage(RunReports reports, DropFolder drop, IOptions<ProvisioningOptions> options) : PageModel
{
    private const int RunsOnASheet = 20;
    private const int Megabyte = 1024 * 1024;

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Number { get; set; } = 1;

    /// <summary>Why the files that were just sent were not taken.</summary>
    [BindProperty(SupportsGet = true, Name = "envoi")]
    public UploadRefusal? Refusal { get; set; }

    /// <summary>The folder was to be read, and there was nothing in it any more.</summary>
    public bool WasEmpty { get; private set; }

    public Wording Wording { get; } = Wording.In(language: null);

    public Sheet<ProvisioningRun> Runs { get; private set; } = new([], 1, RunsOnASheet, 0);

    public DropContent Dropped { get; private set; } = new DropContent.NoFolder();

    public long LargestUpload => Math.Max(1, options.Value.LargestUpload / Megabyte);

    public SheetLinks Links => new(Runs.Number, Runs.Last, Query: "");

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await drop.AskAsync(HttpContext.CurrentPerson().Login.ToString(), cancellationToken) is { } run)
            return LocalRedirect(ProvisioningPaths.Run(run.Id));

        WasEmpty = true;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Dropped = drop.Look();
        Runs = await reports.ListAsync(Number, RunsOnASheet, cancellationToken);
    }
}

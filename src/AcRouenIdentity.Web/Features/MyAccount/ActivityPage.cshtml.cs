using System.Globalization;
using System.Net.Mime;
using AcRouenIdentity.Web.Features.MyAccount.Activity;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Lists;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Twelve months of one's own account, in words; and as a file.</summary>
[Authorize(AccessPolicies.Staff)]
public sealed class ActivityPage(AccountActivity activity, ActivityWording wording, AccountBook accounts, IStringLocalizer<MyAccountTexts> texts) : PageModel
{
    private const int MostSheets = 1000;

    [BindProperty(SupportsGet = true, Name = "quoi")]
    public ActivityFilter? Filter { get; set; }

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Sheet { get; set; } = 1;

    public ActivitySheet Activity { get; private set; } = new([], 1);

    public ActivityWording Wording => wording;

    internal SheetLinks Links => new(Sheet, Activity.Last, Filter is { } filter ? $"quoi={filter}&" : "");

    private string Subject => accounts.SubjectOf(HttpContext.CurrentPerson());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Sheet = Math.Clamp(Sheet, 1, MostSheets);
        Activity = await activity.FindAsync(Subject, Filter, Sheet, cancellationToken);
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken)
    {
        Response.ContentType = MediaTypeNames.Text.Csv;
        Response.Headers.ContentDisposition = new ContentDisposition { FileName = "activite.csv" }.ToString();
        string[] headings = [texts["ColumnWhen"], texts["ColumnWhat"], texts["ColumnDetail"]];
        await CsvFile.WriteAsync(Response.Body, headings, RowsAsync(), cancellationToken);
        return new EmptyResult();
    }

    /// <summary>In the time of the people of the académie.</summary>
    public static DateTimeOffset PublicTimeOf(Happening happening) => TimeZoneInfo.ConvertTime(happening.At, PublicTime.Zone);

    private async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync()
    {
        await foreach (var happening in activity.ReadAsync(Subject, Filter))
            yield return [PublicTimeOf(happening).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), wording.Of(happening), wording.DetailOf(happening) ?? ""];
    }
}

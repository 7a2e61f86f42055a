using System.Globalization;
using System.Net.Mime;
using System.Web;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Audit.Journal;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Lists;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Audit.Pages;

/// <summary>The audit trail, for auditors. What is asked for stands in the address, where people go by their login: what was typed to find them, which may be a NUMEN, is posted.</summary>
[Authorize(AccessPolicies.Auditor)]
internal sealed class JournalPage(
    JournalReading reading, JournalPeople people, JournalWording wording, ChainReading chain, ChainResults results, AccountBook accounts, TimeProvider clock, IStringLocalizer<AuditTexts> texts)
    : PageModel
{
    private const int DaysUnlessAsked = 7;
    private const int SecondsBetweenLooks = 3;

    [BindProperty(SupportsGet = true, Name = "du")]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "au")]
    public string? Until { get; set; }

    [BindProperty(SupportsGet = true, Name = "quoi")]
    public IList<AuditKind> Kinds { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "personne")]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "agent")]
    public string? Officer { get; set; }

    [BindProperty(SupportsGet = true, Name = "feuille")]
    public int Sheet { get; set; } = 1;

    public JournalWording Wording => wording;

    /// <summary>Null where nothing was asked, or what was asked makes no sense.</summary>
    public JournalSheet? Found { get; private set; }

    public SheetLinks Links => new(Found!.Sheet, Found.Last, Query() + "&");

    /// <summary>As it was when the page was made, before <see cref="Result"/> was looked up: a reading that ends meanwhile is still shown as under way, and never as without a result.</summary>
    public ChainProgress? Progress { get; private set; }

    public bool HasFailed { get; private set; }

    public ChainResult? Result { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.Query.ContainsKey("du"))
            await SearchAsync(cancellationToken);
        return await ShowAsync(cancellationToken);
    }

    /// <summary>Finds who is meant, and goes where the address says it by their login.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ReadDays();
        Person = await NameAsync(Person, "personne", cancellationToken);
        Officer = await NameAsync(Officer, "agent", cancellationToken);
        return ModelState.IsValid ? LocalRedirect($"~/journal?{Query()}") : await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken cancellationToken)
    {
        if (await ReadQueryAsync(cancellationToken) is not { } query)
            return await ShowAsync(cancellationToken);

        var lines = await reading.ExportAsync(query, Auditor, cancellationToken);
        Response.ContentType = MediaTypeNames.Text.Csv;
        Response.Headers.ContentDisposition = "attachment; filename=\"journal.csv\"";
        await CsvFile.WriteAsync(Response.Body, JournalFile.Headings(texts), lines.Select(JournalFile.RowOf).ToAsyncEnumerable(), cancellationToken);
        return new EmptyResult();
    }

    /// <summary>Has the whole chain read again, and follows it: at an address without a part, since a browser that is already there would not load the page anew (HTML, 7.4.2.2).</summary>
    public IActionResult OnPostVerify()
    {
        chain.Ask(Auditor);
        return LocalRedirect("~/journal");
    }

    private string Auditor => accounts.SubjectOf(HttpContext.CurrentPerson());

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var today = PublicDay.Of(clock);
        From ??= Day(today.AddDays(-DaysUnlessAsked));
        Until ??= Day(today);
        Progress = chain.Progress;
        HasFailed = chain.HasFailed;
        Result = await results.FindLastAsync(cancellationToken);
        if (Progress is not null && Found is null)
            Response.Headers["Refresh"] = SecondsBetweenLooks.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        if (await ReadQueryAsync(cancellationToken) is { } query)
            Found = await reading.ReadAsync(query, Sheet, Auditor, cancellationToken);
    }

    private async Task<JournalQuery?> ReadQueryAsync(CancellationToken cancellationToken)
    {
        var days = ReadDays();
        var subject = await SubjectAsync(Person, "personne", cancellationToken);
        var officer = await SubjectAsync(Officer, "agent", cancellationToken);
        return days is { } range && ModelState.IsValid ? new JournalQuery(range.From, range.Until, [.. Kinds], subject, officer) : null;
    }

    private JournalDays? ReadDays()
    {
        var days = JournalDays.Read(From, Until, out var failures);
        foreach (var (field, failure) in failures)
            ModelState.AddModelError(field, texts[failure]);
        return days;
    }

    /// <summary>What somebody typed becomes a login. A NUMEN that is nobody's is not shown again.</summary>
    private async Task<string?> NameAsync(string? typed, string field, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (await people.FindLoginAsync(typed.Trim(), cancellationToken) is { } login)
            return login.ToString();

        ModelState.AddModelError(field, texts["PersonUnknown"]);
        return Numen.TryParse(typed, out _) ? null : typed;
    }

    private async Task<string?> SubjectAsync(string? login, string field, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(login))
            return null;
        if (Login.TryParse(login, out var parsed) && await people.FindSubjectAsync(parsed, cancellationToken) is { } subject)
            return subject;

        ModelState.AddModelError(field, texts["PersonUnknown"]);
        return null;
    }

    private string Query()
    {
        var query = HttpUtility.ParseQueryString("");
        query["du"] = From;
        query["au"] = Until;
        foreach (var kind in Kinds)
            query.Add("quoi", kind.ToString());
        if (!string.IsNullOrWhiteSpace(Person))
            query["personne"] = Person;
        if (!string.IsNullOrWhiteSpace(Officer))
            query["agent"] = Officer;
        return query.ToString()!;
    }

    private static string Day(DateOnly day) => day.ToString(JournalDays.Form, CultureInfo.InvariantCulture);
}

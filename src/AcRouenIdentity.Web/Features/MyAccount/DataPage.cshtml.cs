using System.Net.Mime;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.MyAccount.Data;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>What is held of a person, from where, what for and how long; and all of it, to take away.</summary>
[Authorize(AccessPolicies.Staff), FreshProof]
public sealed class DataPage(
    IEnumerable<IHeldData> parts, HeldDataWording wording, DataContact contact, DataExport export, HeldDataJson json, HeldDataPdf pdf, AccountBook accounts, IStringLocalizer<HeldDataTexts> texts) : PageModel
{
    public IReadOnlyList<IHeldData> Parts { get; } = [.. parts.OrderBy(part => part.Topic)];

    public HeldDataWording Wording => wording;

    public string Contact => contact.Words;

    private string Subject => accounts.SubjectOf(HttpContext.CurrentPerson());

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostJsonAsync(CancellationToken cancellationToken)
    {
        if (!await export.TryRecordAsync(HttpContext.CurrentPerson(), Subject, DataFile.Json, cancellationToken))
            return RefuseTooMany();

        Response.ContentType = MediaTypeNames.Application.Json;
        Response.Headers.ContentDisposition = new ContentDisposition { FileName = $"{texts["FileName"]}.json" }.ToString();
        await json.WriteAsync(Response.Body, HttpContext.CurrentPerson(), Subject, cancellationToken);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostPdfAsync(CancellationToken cancellationToken)
    {
        if (!await export.TryRecordAsync(HttpContext.CurrentPerson(), Subject, DataFile.Pdf, cancellationToken))
            return RefuseTooMany();

        return File(await pdf.PrintAsync(HttpContext.CurrentPerson(), Subject, cancellationToken), MediaTypeNames.Application.Pdf, $"{texts["FileName"]}.pdf");
    }

    private PageResult RefuseTooMany()
    {
        ModelState.AddModelError(string.Empty, texts["TooMany", DataExport.MostAnHour]);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Page();
    }
}

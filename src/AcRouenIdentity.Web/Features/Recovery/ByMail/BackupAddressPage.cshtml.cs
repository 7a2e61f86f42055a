using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Recovery.Requests;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery.ByMail;

/// <summary>Asks for a code at a backup address. The answer is the next page, whoever is meant or nobody.</summary>
public sealed class BackupAddressPage(RecoveryRequests requests, IStringLocalizer<RecoveryTexts> texts) : RecoveryPage(texts)
{
    [BindProperty]
    public BackupAddressClaimForm Form { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        if (!Ina.TryParse(Form.Ina, out _))
            return Refuse("Form.Ina", "InaForm");
        if (!OutsideAddress.TryParse(Form.Address, out _))
            return Refuse("Form.Address", "AddressForm");

        var wait = await requests.AskForCodeAsync(HttpContext, new MailCodeClaim(Form.Ina!, Form.Address!), Destination, cancellationToken);
        return wait > TimeSpan.Zero ? RefuseFor(wait, "TooManyRequests") : LocalRedirect(Destination.To(RecoveryPaths.Code));
    }
}

[TextsOf(typeof(RecoveryTexts))]
public sealed class BackupAddressClaimForm
{
    [Display(Name = "InaLabel", Description = "InaHint")]
    [Required(ErrorMessage = "InaMissing")]
    [StringLength(48, ErrorMessage = "InaForm")]
    public string? Ina { get; set; }

    [Display(Name = "AddressLabel", Description = "AddressHint")]
    [Required(ErrorMessage = "AddressMissing")]
    [StringLength(OutsideAddress.Longest, ErrorMessage = "AddressForm")]
    public string? Address { get; set; }
}

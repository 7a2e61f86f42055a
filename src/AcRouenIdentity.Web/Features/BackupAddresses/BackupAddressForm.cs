using AcRouenIdentity.Web.Features.Shared.Forms;
using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

[TextsOf(typeof(BackupAddressesTexts))]
public sealed class BackupAddressForm
{
    [Display(Name = "AddressLabel", Description = "AddressHint")]
    [DataType(DataType.EmailAddress)]
    [StringLength(OutsideAddress.Longest, ErrorMessage = "AddressWrong")]
    public string? Address { get; set; }

    [Display(Name = "CodeLabel", Description = "CodeHint")]
    [StringLength(4 * MailCode.Length, ErrorMessage = "CodeWrong")]
    public string? Code { get; set; }
}

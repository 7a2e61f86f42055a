using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Web.Features.Shared.Forms;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>What somebody writes to the assistance. Nothing secret is asked.</summary>
[TextsOf(typeof(TroubleTexts))]
public sealed class ContactForm
{
    public const int LongestText = 4000;
    private const int LongestLine = 100;

    /// <summary>No line end, no control, nothing that turns the direction of writing round.</summary>
    private const string OneLine = @"[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*";

    [Display(Name = "ContactName")]
    [Required(ErrorMessage = "ContactNameMissing"), StringLength(LongestLine, ErrorMessage = "LineTooLong"), RegularExpression(OneLine, ErrorMessage = "OneLineOnly")]
    public string? Name { get; set; }

    [Display(Name = "ContactSchool", Description = "ContactSchoolHint")]
    [Required(ErrorMessage = "ContactSchoolMissing"), StringLength(LongestLine, ErrorMessage = "LineTooLong"), RegularExpression(OneLine, ErrorMessage = "OneLineOnly")]
    public string? School { get; set; }

    [Display(Name = "ContactAddress", Description = "ContactAddressHint"), DataType(DataType.EmailAddress)]
    [Required(ErrorMessage = "ContactAddressMissing"), StringLength(OutsideAddress.Longest, ErrorMessage = "ContactAddressWrong")]
    public string? Address { get; set; }

    [Display(Name = "ContactPhone"), DataType(DataType.PhoneNumber)]
    [StringLength(30, ErrorMessage = "ContactPhoneWrong"), RegularExpression(@"[0-9 +().\-/]*", ErrorMessage = "ContactPhoneWrong")]
    public string? Phone { get; set; }

    [Display(Name = "ContactSubject")]
    [Required(ErrorMessage = "ContactSubjectMissing"), StringLength(LongestLine, ErrorMessage = "LineTooLong"), RegularExpression(OneLine, ErrorMessage = "OneLineOnly")]
    public string? Subject { get; set; }

    [Display(Name = "ContactText", Description = "ContactTextHint"), DataType(DataType.MultilineText)]
    [Required(ErrorMessage = "ContactTextMissing"), StringLength(LongestText, ErrorMessage = "ContactTextTooLong")]
    public string? Text { get; set; }

    /// <summary>Hidden from people: whoever fills it in is a machine.</summary>
    public string? Site { get; set; }

    public AssistanceMessage ToMessage(OutsideAddress address) =>
        new(Name!.Trim(), School!.Trim(), address, string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim(), Subject!.Trim(), Text!.Trim());
}

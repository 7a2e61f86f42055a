using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Web.Features.Shared.Forms;

namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>What somebody writes to the assistance. Nothing secret is asked; what would help to find them may be left out.</summary>
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

    /// <summary>Identifiant or professional address.</summary>
    [Display(Name = "ContactAccount", Description = "ContactAccountHint")]
    [StringLength(LongestLine, ErrorMessage = "LineTooLong"), RegularExpression(OneLine, ErrorMessage = "OneLineOnly")]
    public string? Account { get; set; }

    [Display(Name = "ContactNumen", Description = "ContactNumenHint")]
    [StringLength(20, ErrorMessage = "ContactNumenWrong")]
    public string? Numen { get; set; }

    [Display(Name = "ContactPostal"), DataType(DataType.MultilineText)]
    [StringLength(300, ErrorMessage = "ContactPostalTooLong")]
    public string? PostalAddress { get; set; }

    [Display(Name = "ContactSubject")]
    [Required(ErrorMessage = "ContactSubjectMissing"), StringLength(LongestLine, ErrorMessage = "LineTooLong"), RegularExpression(OneLine, ErrorMessage = "OneLineOnly")]
    public string? Subject { get; set; }

    [Display(Name = "ContactText", Description = "ContactTextHint"), DataType(DataType.MultilineText)]
    [Required(ErrorMessage = "ContactTextMissing"), StringLength(LongestText, ErrorMessage = "ContactTextTooLong")]
    public string? Text { get; set; }

    /// <summary>Hidden from people: whoever fills it in is a machine.</summary>
    public string? Site { get; set; }

    public AssistanceMessage ToMessage(OutsideAddress address) =>
        new(Name!.Trim(), School!.Trim(), address, Said(Phone), Subject!.Trim(), Text!.Trim()) { Account = Said(Account), Numen = Said(Numen), PostalAddress = Said(PostalAddress) };

    private static string? Said(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}

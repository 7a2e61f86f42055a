using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Forms;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>Whom a head of school asks an account for.</summary>
[TextsOf(typeof(ProvisioningTexts))]
public sealed class DelegationForm
{
    /// <summary>Letters of any script, and what stands between them in names.</summary>
    private const string NamePattern = @"\s*\p{L}[\p{L}\p{M}'’ .\-]*";
    private const int LongestName = 60;

    [Display(Name = "GivenNameLabel")]
    [Required(ErrorMessage = "GivenNameMissing"), StringLength(LongestName, ErrorMessage = "NameTooLong"), RegularExpression(NamePattern, ErrorMessage = "NameMalformed")]
    public string? GivenName { get; set; }

    [Display(Name = "SurnameLabel")]
    [Required(ErrorMessage = "SurnameMissing"), StringLength(LongestName, ErrorMessage = "NameTooLong"), RegularExpression(NamePattern, ErrorMessage = "NameMalformed")]
    public string? Surname { get; set; }

    [Display(Name = "CivilityLabel")]
    public Civility? Civility { get; set; }

    [Display(Name = "BirthDateLabel", Description = "BirthDateHint")]
    [Required(ErrorMessage = "BirthDateMissing")]
    public DateOnly? BirthDate { get; set; }

    [Display(Name = "SchoolLabel")]
    [Required(ErrorMessage = "SchoolMissing")]
    public string? School { get; set; }

    [Display(Name = "FunctionLabel")]
    public DelegatedFunction Function { get; set; }

    [Display(Name = "MissionLabel", Description = "MissionHint")]
    [StringLength(LongestName, ErrorMessage = "NameTooLong"), RegularExpression(@"[^\p{C}$]*", ErrorMessage = "NameMalformed")]
    public string? Mission { get; set; }

    [Display(Name = "EndLabel", Description = "EndHint")]
    [Required(ErrorMessage = "EndMissing")]
    public DateOnly? End { get; set; }

    /// <summary>Who asks has seen those who resemble the person.</summary>
    public bool IsSomebodyElse { get; set; }

    internal DelegationCheck Check => IsSomebodyElse ? DelegationCheck.KnownToBeAnother : DelegationCheck.AskAboutLookalikes;

    /// <summary>With all that is required.</summary>
    internal DelegatedPerson ToPerson(Rne school) =>
        new(GivenName!.Trim(), Surname!.Trim(), Civility, BirthDate!.Value, Function.At(school, Mission?.Trim() ?? ""), End!.Value);
}

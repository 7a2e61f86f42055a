using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Forms;

namespace AcRouenIdentity.Web.Features.OpenId.Keys.Pages;

/// <summary>Which keys an administrator has replaced, and why.</summary>
[TextsOf(typeof(KeyTexts))]
public sealed class ReplaceForm
{
    public const string AllKeys = "toutes";

    [Display(Name = "ReasonLabel")]
    [Required(ErrorMessage = "ReasonMissing"), EnumDataType(typeof(KeyReplacementReason), ErrorMessage = "ReasonMissing")]
    public KeyReplacementReason? Reason { get; set; }

    /// <summary>Name of a key, or <see cref="AllKeys"/>; empty: none.</summary>
    [Display(Name = "RevokedLabel", Description = "RevokedHint")]
    [StringLength(64, ErrorMessage = "KeyUnknown")]
    public string? Revoked { get; set; }

    public RevokedKeys ToRevoked() => Revoked switch
    {
        null or "" => RevokedKeys.None,
        AllKeys => RevokedKeys.All,
        var id => RevokedKeys.One(id),
    };
}

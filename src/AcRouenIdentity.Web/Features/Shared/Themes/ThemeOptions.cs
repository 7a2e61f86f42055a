using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Themes;

public sealed class ThemeOptions
{
    public const string Section = "Theme";

    /// <summary>Folder name of a theme. <c>academie-rouen</c> is for the académie's own sites: the terms of DSFR reserve it to the State.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]*$")]
    public string Name { get; set; } = Theme.DefaultName;

    /// <summary>The folder of themes; null for <c>themes</c> beside the program.</summary>
    public string? Folder { get; set; }
}

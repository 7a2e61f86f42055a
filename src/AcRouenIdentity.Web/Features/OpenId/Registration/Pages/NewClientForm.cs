using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Forms;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>What a template leaves open.</summary>
[TextsOf(typeof(RegistrationTexts))]
public sealed class NewClientForm
{
    [Display(Name = "Field_Name", Description = "NameHint")]
    public string? Name { get; set; }

    [Display(Name = "Field_Id", Description = "IdHint")]
    public string? Id { get; set; }

    [Display(Name = "Field_RedirectUris", Description = "RedirectUrisHint"), DataType(DataType.MultilineText)]
    public string? RedirectUris { get; set; }

    [Display(Name = "Field_PostLogoutRedirectUris", Description = "PostLogoutRedirectUrisHint"), DataType(DataType.MultilineText)]
    public string? PostLogoutRedirectUris { get; set; }

    [Display(Name = "Field_BackChannelLogoutUri", Description = "BackChannelLogoutUriHint")]
    public string? BackChannelLogoutUri { get; set; }

    [Display(Name = "Field_ResourceUri", Description = "ResourceUriHint")]
    public string? ResourceUri { get; set; }

    public ClientSettings ToSettings(ClientTemplate template)
    {
        var settings = ClientTemplates.Begin(template);
        (settings.Id, settings.Name, settings.BackChannelLogoutUri, settings.ResourceUri) = (Id?.Trim(), Name?.Trim(), BackChannelLogoutUri?.Trim(), ResourceUri?.Trim());
        FormLines.Add(settings.RedirectUris, RedirectUris);
        FormLines.Add(settings.PostLogoutRedirectUris, PostLogoutRedirectUris);
        return settings;
    }
}

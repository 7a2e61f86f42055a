using System.Globalization;
using System.Security.Claims;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using AcRouenIdentity.Web.Features.Shared.Devices;
using AcRouenIdentity.Web.Features.Shared.Networks;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Devices;

/// <summary>What somebody reads before they let a device in.</summary>
/// <param name="Application">Its name.</param>
/// <param name="Device">What the device says it is; it may say anything.</param>
/// <param name="Place">Where it asked from.</param>
/// <param name="Scopes">What it would know, in words.</param>
/// <param name="Person">Who is signed in here.</param>
public sealed record DeviceQuestion(string Application, string Device, string Place, DateTimeOffset AskedAt, IReadOnlyList<string> Scopes, string Person);

/// <summary>Says who asks, in words.</summary>
internal sealed class DeviceWording(ClientCatalog catalog, Places places, IStringLocalizer<OpenIdTexts> texts)
{
    public DeviceQuestion QuestionOf(ClaimsPrincipal asked, Person person) => new(
        catalog.Find(asked.GetClaim(Claims.ClientId))!.Name,
        DeviceOf(DeviceWords.Of(asked.GetClaim(DeviceOrigin.Agent))),
        PlaceOf(asked.GetClaim(DeviceOrigin.Source)),
        TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(asked.GetClaim(DeviceOrigin.AskedAt)!, CultureInfo.InvariantCulture), PublicTime.Zone),
        [.. asked.GetScopes().Select(scope => texts[$"ConsentScope_{scope}"].Value).Distinct()],
        person.DisplayName);

    private string PlaceOf(string? source) => places.NameOf(source) ?? texts["DevicePlace", source ?? "-"];

    private string DeviceOf(DeviceWords device) => device switch
    {
        { Browser: { } program, System: { } system } => texts["DeviceProgramOnSystem", program, system],
        { Browser: { } program } => program,
        { System: { } system } => system,
        _ => texts["DeviceUnknown"],
    };
}

using System.Globalization;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>Applications, and what is wrong with them, in words.</summary>
public sealed class ClientWording(IStringLocalizer<RegistrationTexts> texts)
{
    private const int LongestShown = 80;

    public string Of(ClientProblem problem) => problem.Value is { } value
        ? texts["ValueRefused", Shortened(value), texts[$"Fault_{problem.Fault}"].Value]
        : texts[$"Fault_{problem.Fault}"];

    /// <summary>With the name of the setting, where no field stands beside it.</summary>
    public string WithField(ClientProblem problem) => texts["FieldRefused", Field(problem.Field), Of(problem)];

    public string Of(Enum choice) => texts[$"{choice.GetType().Name}_{choice}"];

    /// <summary>Those that registered themselves are asked about at each sign-in, whatever they are registered with (decision 0032).</summary>
    public string ConsentOf(ClientEntry entry) => entry.IsUnknown ? texts["ConsentEachTime"] : Of(entry.Settings.Consent);

    public string Field(string name) => texts[$"Field_{name}"] is { ResourceNotFound: false } known ? known.Value : name;

    public string Moment(DateTimeOffset instant) => texts["Moment", TimeZoneInfo.ConvertTime(instant, PublicTime.Zone)];

    public string ActedMeanwhile(RegisteredClient row) => texts["ActedMeanwhile", row.ChangedBy, Moment(row.ChangedAt)];

    public string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Why a logout notice did not arrive.</summary>
    public string Of(LogoutTrouble trouble, int? status) => texts[$"LogoutTrouble_{trouble}", status ?? 0];

    public string Joined(IEnumerable<ClientSetting> settings) => string.Join(", ", settings.Select(setting => Field(setting.ToString())));

    public static string BadgeOf(ClientState state) => state switch
    {
        ClientState.Configured => "fr-badge--info",
        ClientState.Served => "fr-badge--success",
        ClientState.Disabled => "fr-badge--warning",
    };

    public IReadOnlyList<SelectListItem> Choices<TChoice>()
        where TChoice : struct, Enum => [.. Enum.GetValues<TChoice>().Select(choice => new SelectListItem(Of(choice), choice.ToString()))];

    private static string Shortened(string value) => value.Length <= LongestShown ? value : $"{value[..LongestShown]}…";
}

using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Whom to write to about one's data: the data protection officer, else the assistance, as they are configured.</summary>
public sealed class DataContact(IOptions<PublisherOptions> publisher, IOptions<AssistanceOptions> assistance, IStringLocalizer<HeldDataTexts> texts)
{
    public string Words => publisher.Value.DataProtectionContact is { Length: > 0 } officer
        ? texts["ContactOfficer", officer]
        : (assistance.Value.Mail ?? assistance.Value.Phone ?? assistance.Value.Url) is { Length: > 0 } reached ? texts["ContactAssistance", reached] : texts["ContactUnknown"];
}

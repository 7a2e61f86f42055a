using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Ports;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount.Activity;

/// <summary>Says what happened in the words of whom it happened to.</summary>
public sealed class ActivityWording(IStringLocalizer<MyAccountTexts> texts, IApplicationAccess applications)
{
    public string Of(Happening happening) => Of(happening.Kind);

    public string Of(AuditKind kind) => texts[$"Event{kind}"];

    /// <returns>Null where there is nothing more to say.</returns>
    public string? DetailOf(Happening happening)
    {
        if (happening.Detail is not { } detail)
            return null;
        if (happening.Kind is AuditKind.ApplicationWithdrawn or AuditKind.ConsentGiven or AuditKind.DeviceLetIn)
            return applications.NameOf(detail);
        var words = texts[$"Event{happening.Kind}_{detail.Replace(' ', '_')}"];
        return words.ResourceNotFound ? null : words.Value;
    }
}

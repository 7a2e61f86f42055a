using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning.Pages;

/// <summary>Colours of states; their words stand beside them.</summary>
internal static class RunLook
{
    private const string Good = "fr-badge--success";
    private const string Bad = "fr-badge--error";
    private const string Waits = "fr-badge--warning";
    private const string Goes = "fr-badge--info";

    public static string BadgeOf(RunState state) => state switch
    {
        RunState.Applied => Good,
        RunState.Refused or RunState.Failed or RunState.Stopped => Bad,
        RunState.Planned => Waits,
        RunState.Asked or RunState.Planning or RunState.Approved or RunState.Applying => Goes,
        RunState.Abandoned => "",
    };

    public static string BadgeOf(AccountState state) => state switch
    {
        AccountState.Active => Good,
        AccountState.Announced or AccountState.Provisioned => Goes,
        AccountState.Suspended => Waits,
        AccountState.Departed or AccountState.Erased => Bad,
    };

    public static string BadgeOf(PlanKind kind) => kind switch
    {
        PlanKind.Create or PlanKind.Reactivate => Good,
        PlanKind.Depart => Bad,
        PlanKind.Conflict or PlanKind.Suspend => Waits,
        PlanKind.Move or PlanKind.Change => Goes,
    };
}

namespace AcRouenIdentity.Web.Features.Status;

internal static class StatusLook
{
    public static string BadgeOf(ServiceCondition condition) => condition switch
    {
        ServiceCondition.Working => "fr-badge--success",
        ServiceCondition.NothingReported => "fr-badge--info",
        ServiceCondition.Maintenance => "fr-badge--warning",
        ServiceCondition.Incident or ServiceCondition.Silent => "fr-badge--error",
    };
}

using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>What an académie decides about its plans; see <see cref="PlanRules"/>.</summary>
public sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>Share of the open accounts above which closing them stops the plan, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public decimal LargestShareClosed { get; set; } = new PlanRules().LargestShareClosed;

    [Range(0, 366)]
    public int DaysOfGrace { get; set; } = new PlanRules().DaysOfGrace;

    [EnumDataType(typeof(BeforeServiceStarts))]
    public BeforeServiceStarts BeforeServiceStarts { get; set; } = new PlanRules().BeforeServiceStarts;

    public PlanRules Rules => new() { LargestShareClosed = LargestShareClosed, DaysOfGrace = DaysOfGrace, BeforeServiceStarts = BeforeServiceStarts };
}

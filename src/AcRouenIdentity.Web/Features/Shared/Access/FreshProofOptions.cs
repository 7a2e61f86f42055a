using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.Shared.Access;

public sealed class FreshProofOptions
{
    public const string Section = "FreshProof";

    /// <summary>How long a proof of identity is good for what changes how somebody gets in.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan For { get; set; } = TimeSpan.FromMinutes(5);
}

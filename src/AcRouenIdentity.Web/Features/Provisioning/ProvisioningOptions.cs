using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>What an académie decides about its plans; see <see cref="PlanRules"/>.</summary>
public sealed class ProvisioningOptions : IValidatableObject
{
    public const string Section = "Provisioning";

    /// <summary>Share of the open accounts above which closing them stops the plan, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public decimal LargestShareClosed { get; set; } = new PlanRules().LargestShareClosed;

    [Range(0, 366)]
    public int DaysOfGrace { get; set; } = new PlanRules().DaysOfGrace;

    [EnumDataType(typeof(BeforeServiceStarts))]
    public BeforeServiceStarts BeforeServiceStarts { get; set; } = new PlanRules().BeforeServiceStarts;

    /// <summary>Days after a departure during which the mailbox still receives, though nobody can sign in to read it.</summary>
    [Range(0, 3660)]
    public int DaysOfMailAfterDeparture { get; set; } = 30;

    /// <summary>Days after a departure until everything known of the person is erased; the login and the address stay reserved.</summary>
    [Range(1, 3660)]
    public int DaysKeptAfterDeparture { get; set; } = 365;

    /// <summary>Domain of the addresses that are given.</summary>
    [Required]
    public string AddressDomain { get; set; } = "ac-rouen.fr";

    /// <summary>Names that no login and no local part may be: whole, or a beginning followed by a star (<c>direction*</c>).</summary>
    public IList<string> ReservedNames { get; } = [];

    /// <summary>Words that no login and no local part may contain as a part, or anywhere between stars (<c>*mot*</c>).</summary>
    public IList<string> OffensiveWords { get; } = [];

    /// <summary>Folder into which other systems drop the exports; null for none.</summary>
    public string? DropFolder { get; set; }

    /// <summary>Where files that come through the page are kept until their run is over.</summary>
    [Required]
    public string UploadFolder { get; set; } = "uploads";

    /// <summary>Bytes of the files of one upload, together.</summary>
    [Range(1, long.MaxValue)]
    public long LargestUpload { get; set; } = 512L * 1024 * 1024;

    /// <summary>Last day on which the mailbox of somebody receives who has no access from that day on.</summary>
    public DateOnly MailUntil(DateOnly departure) => departure.AddDays(DaysOfMailAfterDeparture - 1);

    public IdentifierRules IdentifierRules => new(AddressDomain, RefusedNames.Parse(ReservedNames, OffensiveWords));

    public PlanRules Rules => new() { LargestShareClosed = LargestShareClosed, DaysOfGrace = DaysOfGrace, BeforeServiceStarts = BeforeServiceStarts };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FaultOf(() => IdentifierRules) is { } fault)
            yield return new ValidationResult($"{Section}: {nameof(AddressDomain)}, {nameof(ReservedNames)} or {nameof(OffensiveWords)}: {fault}");
    }

    private static string? FaultOf(Func<IdentifierRules> rules)
    {
        try
        {
            rules();
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return exception.Message;
        }
    }
}

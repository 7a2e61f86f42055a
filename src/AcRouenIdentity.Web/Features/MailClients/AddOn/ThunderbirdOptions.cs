using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>The add-on by which Thunderbird learns to sign in here.</summary>
public sealed class ThunderbirdOptions
{
    /// <summary>The application that Thunderbird signs in as: public, for mail, with a loopback address. Null: no add-on is offered.</summary>
    public string? ClientId { get; set; }

    /// <summary>Raised when the addresses in the add-on changed: Thunderbird takes a new one when its number is higher than that of its own.</summary>
    [Range(0, 999_999)]
    public int Revision { get; set; }
}

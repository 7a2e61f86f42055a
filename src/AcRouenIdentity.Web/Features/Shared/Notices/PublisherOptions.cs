namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Who answers for the site (loi n° 2004-575 du 21 juin 2004, article 1-1). What the administrator did not say, the page says so.</summary>
public sealed class PublisherOptions
{
    public const string Section = "Publisher";

    public string? Name { get; set; }

    public string? PostalAddress { get; set; }

    public string? Phone { get; set; }

    /// <summary>Directeur de la publication.</summary>
    public string? Director { get; set; }

    public string? HostedBy { get; set; }

    /// <summary>How to reach the data protection officer.</summary>
    public string? DataProtectionContact { get; set; }
}

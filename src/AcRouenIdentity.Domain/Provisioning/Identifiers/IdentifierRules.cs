using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>How an académie forms logins and addresses.</summary>
public sealed class IdentifierRules
{
    /// <summary>Windows domains cut a sign-in name there (sAMAccountName); it is also as much as anybody types willingly.</summary>
    public const int LongestLogin = 20;

    /// <summary>RFC 5321 4.5.3.1.1.</summary>
    public const int LongestLocalPart = 64;

    /// <summary>Login of people whose name gives none.</summary>
    public const string NeutralLogin = "agent";

    /// <summary>Local part of people whose name gives none.</summary>
    public const string NeutralLocalPart = "agent.academique";

    /// <param name="domain">Of the addresses: <c>ac-rouen.fr</c>.</param>
    /// <exception cref="FormatException">The domain cannot stand in an address.</exception>
    /// <exception cref="ArgumentException">The refused names refuse the neutral ones too, so that somebody might get nothing at all.</exception>
    public IdentifierRules(string domain, RefusedNames refused)
    {
        Domain = MailAddress.Parse($"{new string('x', LongestLocalPart)}@{domain}").Domain;
        Refused = refused;
        if (refused.Matches(NeutralLogin) || refused.Matches(NeutralLocalPart))
            throw new ArgumentException("The neutral names are refused.", nameof(refused));
    }

    public string Domain { get; }

    public RefusedNames Refused { get; }
}

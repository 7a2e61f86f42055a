namespace AcRouenIdentity.Ldap.Wire;

/// <summary>Object identifiers of the extensions that this client speaks.</summary>
internal static class Oids
{
    public const string StartTls = "1.3.6.1.4.1.1466.20037";
    public const string NoticeOfDisconnection = "1.3.6.1.4.1.1466.20036";
    public const string PasswordModify = "1.3.6.1.4.1.4203.1.11.1";
    public const string WhoAmI = "1.3.6.1.4.1.4203.1.11.3";

    public const string PasswordPolicy = "1.3.6.1.4.1.42.2.27.8.5.1";
    public const string PagedResults = "1.2.840.113556.1.4.319";
    public const string Assertion = "1.3.6.1.1.12";
    public const string ManageDsaIt = "2.16.840.1.113730.3.4.2";
    public const string NetscapePasswordExpired = "2.16.840.1.113730.3.4.4";
    public const string NetscapePasswordExpiring = "2.16.840.1.113730.3.4.5";
}

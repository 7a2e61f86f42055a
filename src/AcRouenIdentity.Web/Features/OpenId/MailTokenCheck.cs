namespace AcRouenIdentity.Web.Features.OpenId;

/// <summary>How mail servers judge the access tokens that mail programs bring.</summary>
public enum MailTokenCheck
{
    /// <summary>They ask the provider (RFC 7662): what is revoked opens nothing any more.</summary>
    AskedAbout,

    /// <summary>They may check signature and end by themselves: what is revoked opens mailboxes until its end.</summary>
    CheckedLocally,
}

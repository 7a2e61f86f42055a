using System.ComponentModel.DataAnnotations;

namespace AcRouenIdentity.Web.Features.OpenId.OpenRegistration;

/// <summary>Who may register without anybody of the académie having heard of them (RFC 7591).</summary>
public enum OpenRegistrationUse
{
    Nobody,

    /// <summary>Public native programs, for mail alone (draft-ietf-mailmaint-oauth-public).</summary>
    MailPrograms,
}

public sealed class OpenRegistrationOptions
{
    public OpenRegistrationUse For { get; set; } = OpenRegistrationUse.Nobody;

    /// <summary>Programs that registered and that nobody has let in yet: past as many none is added, so that a flood ends there.</summary>
    [Range(1, 100_000)]
    public int MostUnused { get; set; } = 500;

    /// <summary>After how long one is forgotten that nobody let in: whoever sets up a program does so at once.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan ForgetUnusedAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>After how long without anybody letting it in again one is forgotten, with nobody signed in to it.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "3650.00:00:00")]
    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromDays(180);

    public bool IsOn => For is not OpenRegistrationUse.Nobody;
}

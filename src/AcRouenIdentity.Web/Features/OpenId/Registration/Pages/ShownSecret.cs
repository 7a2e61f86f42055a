namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>A secret on the one page that ever shows it.</summary>
public sealed record ShownSecret(string ClientId, string Secret)
{
    /// <summary>Nothing that writes it down writes the secret.</summary>
    public override string ToString() => ClientId;
}

namespace AcRouenIdentity.Web.Features.Shared;

/// <summary>Where people and applications reach the provider: from configuration, never from a request, whose Host anybody may write.</summary>
public sealed record PublicAddress(Uri Base)
{
    public const string Key = "PublicUrl";

    public bool IsSecure => Base.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="InvalidOperationException">The setting is missing or no address.</exception>
    public static PublicAddress Read(IConfiguration configuration)
    {
        var text = configuration[Key];
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"{Key}: \"{text}\" is no http or https address.");
        if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            throw new InvalidOperationException($"{Key}: \"{text}\" must be an address without query, fragment or user name.");

        return new PublicAddress(address.AbsolutePath.EndsWith('/') ? address : new Uri($"{address}/"));
    }

    /// <param name="relativePath">Without a leading slash.</param>
    public Uri Of(string relativePath) => new(Base, relativePath);
}

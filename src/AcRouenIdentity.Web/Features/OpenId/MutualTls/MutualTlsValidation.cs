using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.MutualTls;

/// <summary>A mistake that would let anybody hand over anybody's certificate, or nobody their own, stops the start.</summary>
internal sealed partial class MutualTlsValidation(IOptions<PublicAddressOptions> addresses, PublicAddress address) : IValidateOptions<OpenIdOptions>
{
    private const string Place = "OpenId:MutualTls";

    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        string[] problems = [.. SourceProblems(options.MutualTls), .. AuthorityProblems(options.MutualTls.AuthorityFile), .. UrlProblems(options.MutualTls.Url)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> SourceProblems(MutualTlsOptions options)
    {
        if (!Enum.IsDefined(options.Source))
            yield return $"{Place}:Source: unknown.";
        if (!options.IsOn && (options.AuthorityFile is not null || options.Url is not null))
            yield return $"{Place}:Source: missing; AuthorityFile and Url are of no use without it.";
        if (options.Source is not (CertificateSource.ClientCertHeader or CertificateSource.EscapedPemHeader))
            yield break;

        if (addresses.Value.TrustedProxies.Count == 0)
            yield return $"{Place}:Source: a header is believed of TrustedProxies only, and there are none.";
        if (!Token().IsMatch(options.Header))
            yield return $"{Place}:Header: \"{options.Header}\" is no name of a header.";
    }

    private static IEnumerable<string> AuthorityProblems(string? file)
    {
        if (file is null)
            yield break;

        string? problem = null;
        try
        {
            problem = CertificateAuthorities.ProblemOf(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problem = "cannot be read.";
        }

        if (problem is not null)
            yield return $"{Place}:AuthorityFile: \"{file}\" {problem}";
    }

    private IEnumerable<string> UrlProblems(string? url)
    {
        if (url is null)
            yield break;

        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme != Uri.UriSchemeHttps || target.Query.Length > 0 || target.Fragment.Length > 0 || target.UserInfo.Length > 0)
            yield return $"{Place}:Url: \"{url}\" must be an absolute https address without query or fragment.";
        else if (!address.Accepts(new HostString(target.Host)))
            yield return $"{Place}:Url: the host \"{target.Host}\" must be that of PublicUrl or in AllowedHosts.";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

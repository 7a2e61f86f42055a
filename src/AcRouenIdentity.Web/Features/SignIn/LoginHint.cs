using AcRouenIdentity.Domain.People;
using Microsoft.AspNetCore.WebUtilities;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary><c>login_hint</c> (OpenID Connect Core 3.1.2.1) of the authorization request that a return path holds.</summary>
internal static class LoginHint
{
    public static string? In(string localReturn)
    {
        var at = localReturn.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            return null;

        var hint = QueryHelpers.ParseQuery(localReturn[at..]).GetValueOrDefault("login_hint").ToString();
        return hint.Length is > 0 and <= SignInName.MaxLength && SignInName.TryParse(hint) is not null ? hint : null;
    }
}

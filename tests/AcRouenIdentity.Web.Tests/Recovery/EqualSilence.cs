using System.Text.RegularExpressions;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>All that a stranger sees of an answer: its status and its page, without the token that is another each time.</summary>
internal static partial class EqualSilence
{
    public static string Of(WebPage page) => $"{(int)page.Status} {page.Address.PathAndQuery}\n{Token().Replace(page.Html, "")}";

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}

using AcRouenIdentity.Domain.Codes;

namespace AcRouenIdentity.Domain.Mail;

/// <summary>How whoever is told of a change says that it was not theirs.</summary>
/// <param name="Page">Where the code is typed.</param>
/// <param name="Lifetime">Of the code.</param>
public sealed record ContestInvitation(PrintedCode Code, Uri Page, TimeSpan Lifetime)
{
    /// <summary>The page with the code in the fragment: no server sees it, and opening it uses nothing.</summary>
    public Uri Link => new(Page, $"#c={Code.Reveal()}");
}

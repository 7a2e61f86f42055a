using System.CommandLine;
using System.Globalization;
using System.Resources;
using AcRouenIdentity.Infrastructure.Audit;
using Spectre.Console;

namespace AcRouenIdentity.Web.Features.Audit;

/// <summary><c>audit verify</c>: 0 when the whole chain holds, 1 when an entry does not, 2 when the head given makes no sense.</summary>
internal static class AuditCommands
{
    private static readonly ResourceManager Texts = new(typeof(AuditTexts));

    public static Command Create() => new("audit", "Look after the audit trail.") { CreateVerify() };

    private static Command CreateVerify()
    {
        var head = new Option<string?>("--head") { Description = "A head written down earlier (position:hash), which the chain must go through." };
        var verify = new Command("verify", "Read the whole chain again and name the first entry that does not hold.") { head };
        verify.SetAction((parsed, cancellationToken) => VerifyAsync(parsed.GetValue(head), cancellationToken));
        return verify;
    }

    private static async Task<int> VerifyAsync(string? head, CancellationToken cancellationToken)
    {
        var witness = head is null ? null : AuditHead.TryParse(head);
        if (head is not null && witness is null)
            return Say(2, "VerifyHeadUnreadable");

        await using var host = await AcRouenIdentityHost.BuildAsync(configure: null, replace: null, cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        var verdict = await scope.ServiceProvider.GetRequiredService<AuditVerification>().VerifyAsync(witness, cancellationToken);

        return verdict.Match(
            intact: chain => Say(0, "VerifyIntact", chain.Head.Position, chain.Unsealed, chain.Head),
            broken: chain => Say(1, $"Verify{chain.Fault}", chain.Position));
    }

    private static int Say(int exitCode, string key, params object[] facts)
    {
        AnsiConsole.WriteLine(string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture)!, facts));
        return exitCode;
    }
}

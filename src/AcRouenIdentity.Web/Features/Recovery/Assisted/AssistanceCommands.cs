using System.CommandLine;
using System.Globalization;
using System.Resources;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.Assisted;

/// <summary>
/// <c>assistance code</c>: a code for somebody whose identity was verified, to be read to them. 0 when it is there, 1 when the account is not open, 2 when something is not understood. The trail keeps that it was made.
/// </summary>
internal static class AssistanceCommands
{
    private const int LongestCase = 64;

    private static readonly ResourceManager Texts = new(typeof(RecoveryTexts));
    private static readonly Argument<string> Name = new("name") { Description = "Identifiant, address or NUMEN of the person who was verified." };
    private static readonly Option<string> Case = new("--case") { Description = "What the request is written down as; kept in the trail.", Required = true };

    public static Command Create()
    {
        var code = new Command("code", "Make a code that lets a verified person choose a password; it is shown once.") { Name, Case };
        code.Run(MakeAsync);
        return new Command("assistance", "Help people whose identity was verified.") { code };
    }

    private static async Task<int> MakeAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var reference = parsed.GetRequiredValue(Case).Trim();
        if (!IsReference(reference))
            return terminal.Refuse(Text("CommandCaseWrong", LongestCase));
        if (SignInName.TryParse(parsed.GetRequiredValue(Name)) is not { } name)
            return terminal.Refuse(Text("NameForm"));

        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IDirectory>().FindAsync(name, cancellationToken) is not { } person)
            return terminal.Refuse(Text("CommandUnknown"));
        if (person.State is not AccountState.Active)
            return terminal.Stop(Text("CommandNotOpen", person.DisplayName));

        var code = await scope.ServiceProvider.GetRequiredService<AssistanceCodes>().IssueAsync(person, new AssistanceGround(reference, Officer: null, Level: null), cancellationToken);
        var minutes = scope.ServiceProvider.GetRequiredService<IOptions<RecoveryOptions>>().Value.AssistanceCodeLifetime.TotalMinutes;
        terminal.Say(Text("CommandCode", person.DisplayName, person.Login, code.RevealInGroups(), minutes));
        return ExitCodes.Done;
    }

    /// <summary>Letters, digits and what stands between them in the numbers of a help desk: neither a NUMEN nor an address can hide in it.</summary>
    private static bool IsReference(string text) =>
        text.Length is > 0 and <= LongestCase && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/' or '#' or '.' or '_') && !Numen.TryParse(text, out _);

    private static string Text(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture)!, arguments);
}

using AcRouenIdentity.Web.Features.OpenId.OpenRegistration;
using AcRouenIdentity.Web.Features.Shared.Commands;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Commands;

/// <summary>What the commands about applications work with, and how they answer.</summary>
internal sealed class ClientTerminal(Terminal terminal, ClientBook book, ClientDesk desk, ClientImport import, UnknownClients unknown, ClientWording wording, IStringLocalizer<RegistrationTexts> texts)
{
    public ClientBook Book => book;

    public ClientDesk Desk => desk;

    public ClientImport Import => import;

    public UnknownClients Unknown => unknown;

    public ClientWording Words => wording;

    public Terminal Terminal => terminal;

    public string Text(string key, params object[] facts) => texts[key, facts];

    /// <summary>Acts on an application as it stands now.</summary>
    public async Task<int> ActAsync(string id, Func<ClientVersion, Task<ClientOutcome>> act, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(id, cancellationToken) is not { Row: { } row })
            return terminal.Refuse(Text("CommandUnknown", id));

        return Answer(await act(new ClientVersion(row.Id, row.Version)), "CommandDone", id);
    }

    /// <param name="done">Text for what was done.</param>
    public int Answer(ClientOutcome outcome, string done, string id) => outcome.Match(
        made =>
        {
            terminal.Say(Text(done, id));
            if (made.Secret is { } secret)
                terminal.Say(Text("CommandSecret", secret));
            return ExitCodes.Done;
        },
        refused => terminal.Stop(string.Join('\n', refused.Problems.Select(wording.WithField))),
        () => terminal.Refuse(Text("CommandUnknown", id)),
        () => terminal.Stop(Text("CommandMeanwhile")),
        () => terminal.Stop(Text("NotPossible")));
}

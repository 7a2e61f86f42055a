using System.CommandLine;
using System.Globalization;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.MailClients.ServerKeys;

/// <summary>
/// <c>mail keys</c>, on a mail server that checks tokens by itself: 0 when the folder holds what the provider publishes; 2 when that cannot be read, and the folder is as it was. It needs no configuration and no database.
/// </summary>
internal static class MailKeysCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "Folder of the keys, as local_validation_key_dict of Dovecot names it." };
    private static readonly Option<string> From = new("--from") { Description = "Where the provider publishes them: https://.../.well-known/jwks/mail", Required = true };

    public static Command Create()
    {
        From.Validators.Add(result =>
        {
            if (AddressOf(result.GetValueOrDefault<string>()) is null)
                result.AddError("--from is an https address: whoever could write the answer on its way could read all mail.");
        });
        var keys = new Command("keys", "Write the keys by which Dovecot checks tokens by itself, and remove those that are not published any more.") { Folder, From };
        keys.Run(WriteAsync);
        return keys;
    }

    private static async Task<int> WriteAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var published = await PublishedKeys.AskAsync(AddressOf(parsed.GetRequiredValue(From))!, cancellationToken);
        return published.Match(
            known: keys => Tell(new KeyFolder(parsed.GetRequiredValue(Folder).FullName).Write(keys), terminal),
            unreachable: why => terminal.Refuse(Text("KeysUnreachable", why)),
            strange: () => terminal.Refuse(Text("KeysStrange")));
    }

    private static int Tell(KeyChange change, Terminal terminal)
    {
        terminal.Say(Text("KeysWritten", change.Held, change.Added, change.Removed));
        return ExitCodes.Done;
    }

    private static Uri? AddressOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    private static string Text(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, MailClientsWording.Text(key, CultureInfo.CurrentUICulture), arguments);
}

using System.CommandLine;
using System.Globalization;
using System.Resources;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Commands;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary><c>keys</c>: 0 when it is done, 1 when it is not possible, 2 when something is not understood. Running nodes take it up by themselves.</summary>
internal static class KeyCommands
{
    private static readonly ResourceManager Texts = new(typeof(KeyTexts));
    private static readonly Argument<string> Key = new("kid") { Description = "Name of the key." };
    private static readonly Option<bool> Now = new("--now") { Description = "The new keys are used at once; without it they are announced first, as those of the schedule." };
    private static readonly Option<string?> Revoke = new("--revoke") { Description = "Name of a key whose tokens are worth nothing from then on; with --now." };
    private static readonly Option<bool> All = new("--all") { Description = "Revoke every key; with --now." };
    private static readonly Option<KeyReplacementReason> Reason = new("--reason")
    {
        Description = "Why; kept in the trail.", DefaultValueFactory = _ => KeyReplacementReason.Precaution,
    };

    public static Command Create()
    {
        var list = new Command("list", "Show the keys: name, use, state, in use from, accepted until.");
        list.Run(ListAsync);
        var rotate = new Command("rotate", "Replace the keys before their time.") { Now, Revoke, All, Reason };
        rotate.Validators.Add(result =>
        {
            if ((result.GetValue(Revoke) is not null || result.GetValue(All)) && !result.GetValue(Now))
                result.AddError("--revoke and --all go with --now.");
            if (result.GetValue(Revoke) is not null && result.GetValue(All))
                result.AddError("--revoke and --all exclude each other.");
        });
        rotate.Run(RotateAsync);
        var revoke = new Command("revoke", "Make worthless what a key signed; new keys are used at once.") { Key, Reason };
        revoke.Run((parsed, terminal, cancellationToken) =>
            ReplaceAsync(terminal, new KeyOrder(parsed.GetValue(Reason), RevokedKeys.One(parsed.GetRequiredValue(Key)), Administrator: null), cancellationToken));
        return new Command("keys", "Look after the keys of the provider.") { list, rotate, revoke };
    }

    private static Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) => WithAsync<KeyShelf>(
        async (shelf, wording) =>
        {
            var keys = await shelf.ListAsync(cancellationToken);
            // No table: names of keys are copied, and a table is broken where the paper ends.
            foreach (var key in keys)
                terminal.Say(Text("CommandKey", key.Id, Text($"Purpose{key.Purpose}"), Text($"State{key.State}"), wording.Moment(key.SignsFrom), wording.End(key)));
            return ExitCodes.Done;
        },
        cancellationToken);

    private static Task<int> RotateAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(Now))
            return PublishAsync(terminal, cancellationToken);

        var revoked = parsed.GetValue(All) ? RevokedKeys.All : parsed.GetValue(Revoke) is { } id ? RevokedKeys.One(id) : RevokedKeys.None;
        return ReplaceAsync(terminal, new KeyOrder(parsed.GetValue(Reason), revoked, Administrator: null), cancellationToken);
    }

    private static Task<int> PublishAsync(Terminal terminal, CancellationToken cancellationToken) => WithAsync<KeySchedule>(
        async (schedule, _) =>
        {
            await schedule.PublishNextAsync(cancellationToken);
            terminal.Say(Text("CommandPublished"));
            return ExitCodes.Done;
        },
        cancellationToken);

    private static Task<int> ReplaceAsync(Terminal terminal, KeyOrder order, CancellationToken cancellationToken) => WithAsync<KeyReplacement>(
        async (replacement, wording) =>
        {
            if (await replacement.RunAsync(order, cancellationToken) is { } refusal)
                return terminal.Stop(Text($"Refusal{refusal}"));

            terminal.Say(Text("Replaced", wording.Polling));
            return ExitCodes.Done;
        },
        cancellationToken);

    private static async Task<int> WithAsync<TService>(Func<TService, KeyWording, Task<int>> act, CancellationToken cancellationToken)
        where TService : notnull
    {
        await using var host = await CommandHost.BuildAsync(cancellationToken);
        await using var scope = host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>(), scope.ServiceProvider.GetRequiredService<KeyWording>());
    }

    private static string Text(string key, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, Texts.GetString(key, CultureInfo.CurrentUICulture)!, arguments);
}

using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.OpenId.Clients;

namespace AcRouenIdentity.Web.Features.OpenId.Registration;

public enum ImportFate
{
    Created,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>What becomes of one application of a text.</summary>
/// <param name="Id">As it is written; empty where it cannot be read.</param>
/// <param name="Trouble">Where what is written is no application: the place in it (a JSON path).</param>
/// <param name="Seen">The version that would be changed.</param>
public sealed record ImportLine(string Id, ImportFate Fate, IReadOnlyList<ClientSetting> Changes, IReadOnlyList<ClientProblem> Problems, string? Trouble, ClientSettings? Settings, int Seen);

/// <summary>What became of one.</summary>
/// <param name="Secret">The new one, which is told nowhere else; null where there is none.</param>
public sealed record ImportResult(ImportLine Line, ClientOutcome Outcome, string? Secret);

/// <summary>Brings applications from another provider, or back from a file: first what would change, then the change. Nothing that the text does not name is touched.</summary>
public sealed class ClientImport(ClientBook book, ClientCatalog catalog, ClientDesk desk)
{
    /// <returns>Null where the text is no JSON of applications.</returns>
    public async Task<IReadOnlyList<ImportLine>?> PlanAsync(string text, CancellationToken cancellationToken)
    {
        if (ClientJson.ReadLines(text) is not { } read)
            return null;

        var known = (await book.ListAsync(cancellationToken)).Where(entry => entry.Row is not null).ToDictionary(entry => RegisteredClient.KeyOf(entry.Id), StringComparer.Ordinal);
        var twice = read.Select(line => KeyOf(line.Settings)).OfType<string>().GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return [.. read.Select(line => LineOf(line, known, twice))];
    }

    /// <summary>What a plan comes down to: two plans with the same mark change the same.</summary>
    public static string MarkOf(IEnumerable<ImportLine> plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', plan.Select(line => $"{line.Id} {line.Fate} {line.Seen} {(line.Settings is null ? "" : ClientJson.Write(line.Settings))}")))));

    /// <summary>One after the other; what is refused meanwhile stops none of the others.</summary>
    public async Task<IReadOnlyList<ImportResult>> ApplyAsync(ClientEditor editor, IEnumerable<ImportLine> plan, CancellationToken cancellationToken)
    {
        var results = new List<ImportResult>();
        foreach (var line in plan.Where(line => line.Fate is ImportFate.Created or ImportFate.Changed))
        {
            var outcome = line.Fate is ImportFate.Created
                ? await desk.AddAsync(editor, line.Settings!, cancellationToken)
                : await desk.ChangeAsync(editor, new ClientVersion(line.Id, line.Seen), line.Settings!, cancellationToken);
            results.Add(new ImportResult(line, outcome, (outcome as ClientOutcome.Done)?.Secret));
        }

        return results;
    }

    private ImportLine LineOf(ClientLine read, Dictionary<string, ClientEntry> known, HashSet<string> twice)
    {
        if (read.Settings is not { } settings)
            return new ImportLine("", ImportFate.Refused, [], [], read.Trouble, Settings: null, Seen: 0);

        var key = KeyOf(settings);
        var entry = key is null ? null : known.GetValueOrDefault(key);
        List<ClientProblem> problems = [.. catalog.ProblemsOf(settings)];
        if (key is not null && (twice.Contains(key) || catalog.IsOfConfiguration(key) || catalog.FindEvenDisabled(settings.Id) is { IsUnknown: true } || (entry is not null && entry.Id != settings.Id)))
            problems.Add(new ClientProblem(nameof(settings.Id), ClientFault.IdTaken, settings.Id));
        if (problems.Count > 0)
            return new ImportLine(settings.Id ?? "", ImportFate.Refused, [], problems, Trouble: null, settings, Seen: 0);
        if (entry is null)
            return new ImportLine(settings.Id!, ImportFate.Created, [], [], Trouble: null, settings, Seen: 0);

        var changes = ClientJson.Differences(entry.Settings, settings);
        return new ImportLine(entry.Id, changes.Count == 0 ? ImportFate.Unchanged : ImportFate.Changed, changes, [], Trouble: null, settings, entry.Row!.Version);
    }

    private static string? KeyOf(ClientSettings? settings) => settings?.Id is { } id ? RegisteredClient.KeyOf(id) : null;
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace AcRouenIdentity.Browser.Tests.Stories;

/// <summary>What Roundcube keeps of a session: the access token stands there as the password of the mailbox, encrypted under <c>des_key</c>.</summary>
internal static partial class RoundcubeSessions
{
    private const int BlockSize = 16;

    /// <summary>The token of their session that was used last.</summary>
    public static async Task<string> RoundcubeTokenAsync(this DemoWithSogo demo, string login)
    {
        var session = (await SessionsAsync(demo)).First(kept => kept.Contains($"username|s:{login.Length}:\"{login}\"", StringComparison.Ordinal) && Password().IsMatch(kept));
        return Decrypt(demo, Password().Match(session).Groups[1].Value)["Bearer ".Length..];
    }

    private static async Task<IReadOnlyList<string>> SessionsAsync(DemoWithSogo demo)
    {
        await using var database = new SqliteConnection($"Data Source={demo.RoundcubeDatabase};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT vars FROM session ORDER BY changed DESC";
        await using var rows = await command.ExecuteReaderAsync();
        var sessions = new List<string>();
        while (await rows.ReadAsync())
            sessions.Add(Encoding.UTF8.GetString(Convert.FromBase64String(rows.GetString(0))));
        return sessions;
    }

    private static string Decrypt(DemoWithSogo demo, string kept)
    {
        var bytes = Convert.FromBase64String(kept);
        using var aes = Aes.Create();
        aes.Key = Encoding.ASCII.GetBytes(demo.SecretOf("roundcube-sessions")[..32]);
        return Encoding.UTF8.GetString(aes.DecryptCbc(bytes.AsSpan(BlockSize), bytes.AsSpan(0, BlockSize)));
    }

    [GeneratedRegex("password\\|s:[0-9]+:\"([^\"]+)\"")]
    private static partial Regex Password();
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Domain.People;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Mail;

/// <summary>Says at start everything that is wrong, in the words of the configuration.</summary>
internal sealed class MailOptionsValidation : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        string[] failures = [.. RelayFailures(options), .. SenderFailures(options), .. TimeFailures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> RelayFailures(MailOptions options)
    {
        if (options.Port is < 1 or > 65535)
            yield return "Mail:Port must lie between 1 and 65535.";
        if (options.Host is not { Length: > 0 } host)
            yield break;

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            yield return $"Mail:Host: '{host}' is not the name of a host.";
        if (options.Security == MailSecurity.None && !IsThisMachine(host))
            yield return $"Mail:Security is None but '{host}' is not this machine: codes would cross the network in clear.";
        if (options.AuthorityFile is { Length: > 0 } file && AuthorityFailure(file) is { } failure)
            yield return $"Mail:AuthorityFile: '{file}' {failure}.";
        if (options.UserName is { Length: > 0 } && PasswordFailure(options.PasswordFile) is { } missing)
            yield return $"Mail:PasswordFile {missing}: Mail:UserName needs a password.";
    }

    private static IEnumerable<string> SenderFailures(MailOptions options)
    {
        if (options.Host is { Length: > 0 } && !MailAddress.TryParse(options.FromAddress, out _))
            yield return $"Mail:FromAddress: '{options.FromAddress}' is not an address such as ne-pas-repondre@academie.example.";
        if (options.ReplyTo is { Length: > 0 } replyTo && !MailAddress.TryParse(replyTo, out _))
            yield return $"Mail:ReplyTo: '{replyTo}' is not an address.";
        if (options.FromName is { } from && from.Any(char.IsControl))
            yield return "Mail:FromName must be one line.";
    }

    private static IEnumerable<string> TimeFailures(MailOptions options)
    {
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromSeconds(30))
            yield return "Mail:Timeout must lie between 1 and 30 seconds.";
        if (options.KeepTryingFor < TimeSpan.FromHours(1) || options.KeepTryingFor > TimeSpan.FromDays(7))
            yield return "Mail:KeepTryingFor must lie between 1 hour and 7 days.";
        if (options.KeepClosedFor < TimeSpan.Zero)
            yield return "Mail:KeepClosedFor must not be negative.";
        if (options.Polling < TimeSpan.FromSeconds(1) || options.Polling > TimeSpan.FromMinutes(1))
            yield return "Mail:Polling must lie between 1 second and 1 minute.";
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? AuthorityFailure(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count == 0 ? "holds no certificate" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"cannot be read ({exception.Message})";
        }
    }

    private static string? PasswordFailure(string? file)
    {
        if (file is not { Length: > 0 })
            return "is missing";
        if (!File.Exists(file))
            return $"'{file}' does not exist";
        return string.IsNullOrWhiteSpace(File.ReadLines(file).FirstOrDefault()) ? $"'{file}' has an empty first line" : null;
    }
}

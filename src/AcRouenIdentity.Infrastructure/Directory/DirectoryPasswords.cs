using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Ldap;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>Checks passwords by binding, and changes them as the service account.</summary>
internal sealed class DirectoryPasswords(
    DirectoryLink link, PeopleVocabulary vocabulary, DirectoryOptions options, ISecretGenerator secrets, TimeProvider time, ILogger<LdapDirectory> logger)
{
    /// <summary>Bound with in place of what no password can be: an empty one would bind as nobody and succeed (RFC 4513 section 5.1.2).</summary>
    private const string Placeholder = "-";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly LdapDn people = LdapDn.Parse(options.People.Base);
    private readonly LdapDn decoy = LdapDn.Parse(options.DecoyDn);

    public async Task<PasswordCheck> CheckAsync(DirectoryKey? key, string password, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var check = await AskAsync(key, password, cancellationToken);
        if (check is PasswordCheck.Refused or PasswordCheck.Locked)
            await HoldAsync(start, cancellationToken);

        return check;
    }

    public async Task<PasswordChange> ChangeAsync(DirectoryKey key, string newPassword, CancellationToken cancellationToken)
    {
        if (!CanBePassword(newPassword))
            return PasswordChange.RefusedAsWeak;
        if (await FindAsync(Unlocked(key), cancellationToken) is not { } dn)
            return PasswordChange.RefusedByPolicy;

        var result = await link.SetPasswordAsync(dn, newPassword, cancellationToken);
        var change = Judge(result);
        if (change == PasswordChange.Changed)
            await FinishAsync(dn, newPassword);

        return change == PasswordChange.RefusedAsWeak && result.PasswordPolicy is null ? await WhyAsync(dn, newPassword, cancellationToken) : change;
    }

    /// <summary>389 Directory Server refuses the present password like a weak one, without a word of its policy.</summary>
    private async Task<PasswordChange> WhyAsync(LdapDn dn, string refused, CancellationToken cancellationToken)
    {
        var check = JudgeBind(await link.BindAsync(dn, refused, cancellationToken));
        return check is PasswordCheck.Accepted or PasswordCheck.MustChange ? PasswordChange.RefusedAsUsedBefore : PasswordChange.RefusedAsWeak;
    }

    private async Task<PasswordCheck> AskAsync(DirectoryKey? key, string password, CancellationToken cancellationToken)
    {
        var dn = await FindAsync(vocabulary.Keyed(key ?? PeopleVocabulary.Nobody), cancellationToken);
        var result = await link.BindAsync(dn ?? decoy, CanBePassword(password) ? password : Placeholder, cancellationToken);
        return dn is not null && CanBePassword(password) ? JudgeBind(result) : new PasswordCheck.Refused();
    }

    private PasswordCheck JudgeBind(LdapResult result) => (result.Code, result.PasswordPolicy?.Error) switch
    {
        (_, PasswordPolicyError.AccountLocked) => new PasswordCheck.Locked(),
        (LdapResultCode.Success, PasswordPolicyError.ChangeAfterReset) => new PasswordCheck.MustChange(MustChangeReason.Reset),
        (LdapResultCode.Success, PasswordPolicyError.PasswordExpired) => new PasswordCheck.MustChange(MustChangeReason.Grace),
        (LdapResultCode.Success, _) when result.PasswordPolicy?.GraceLoginsRemaining is not null => new PasswordCheck.MustChange(MustChangeReason.Grace),
        (LdapResultCode.Success, _) => new PasswordCheck.Accepted(result.PasswordPolicy?.TimeBeforeExpiration),
        // A server says so only after the password was found right.
        (LdapResultCode.InvalidCredentials, PasswordPolicyError.PasswordExpired) => new PasswordCheck.MustChange(MustChangeReason.Expired),
        (LdapResultCode.InvalidCredentials or LdapResultCode.InappropriateAuthentication or LdapResultCode.NoSuchEntry, _) => new PasswordCheck.Refused(),
        _ => throw link.Nonsense("a bind", result),
    };

    private PasswordChange Judge(LdapResult result) => (result.Code, result.PasswordPolicy?.Error) switch
    {
        (LdapResultCode.Success, _) => PasswordChange.Changed,
        (_, PasswordPolicyError.PasswordInHistory) => PasswordChange.RefusedAsUsedBefore,
        (_, PasswordPolicyError.PasswordTooYoung or PasswordPolicyError.PasswordModNotAllowed or PasswordPolicyError.MustSupplyOldPassword
            or PasswordPolicyError.AccountLocked) => PasswordChange.RefusedByPolicy,
        (LdapResultCode.ConstraintViolation, _) => PasswordChange.RefusedAsWeak,
        (LdapResultCode.NoSuchEntry, _) => PasswordChange.RefusedByPolicy,
        _ => throw link.Nonsense("a change of password", result),
    };

    /// <summary>
    /// The directory has hashed the password its own way by now; whatever fails here leaves it chosen all the same. A person who leaves stops nothing any more.
    /// </summary>
    private async Task FinishAsync(LdapDn dn, string password)
    {
        LdapChange[] changes = [.. FinishingChanges(password)];
        if (changes.Length == 0)
            return;

        try
        {
            var result = await link.ModifyAsync(new LdapModification(dn, changes), CancellationToken.None);
            if (!result.IsSuccess)
                logger.HashRefused(dn.ToString(), result);
        }
        catch (DirectoryUnavailableException exception)
        {
            logger.HashNotWritten(exception, dn.ToString());
        }
    }

    private IEnumerable<LdapChange> FinishingChanges(string password)
    {
        if (options.PasswordHash == DirectoryPasswordHash.Argon2id)
            yield return LdapChange.Replace("userPassword", "{ARGON2}" + Argon2idHash.Make(password, secrets.Bytes(Argon2idHash.SaltLength)));
        if (options.MustChangeAttribute.Length > 0)
            yield return LdapChange.Replace(options.MustChangeAttribute);
    }

    private async Task<LdapDn?> FindAsync(LdapFilter filter, CancellationToken cancellationToken)
    {
        var entries = await link.SearchAsync(
            new LdapSearch(people, LdapSearchScope.Subtree, filter) { Attributes = LdapSearch.NoAttributes, SizeLimit = 2 }, cancellationToken);
        return entries is [var entry] ? entry.Dn : null;
    }

    private LdapFilter Unlocked(DirectoryKey key) => options.LockedAttribute.Length == 0
        ? vocabulary.Keyed(key)
        : new LdapFilter.And(vocabulary.Keyed(key), new LdapFilter.Not(new LdapFilter.Present(options.LockedAttribute)));

    private bool CanBePassword(string text)
    {
        if (text.Length == 0 || text.Length > options.LongestPassword || text.Contains('\0', StringComparison.Ordinal))
            return false;

        try
        {
            StrictUtf8.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private async Task HoldAsync(long start, CancellationToken cancellationToken)
    {
        var rest = options.RefusalTime - time.GetElapsedTime(start);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, time, cancellationToken);
    }
}

using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Alarms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Passwords;

public abstract record PasswordChoiceVerdict
{
    private PasswordChoiceVerdict()
    {
    }

    public sealed record Chosen(string ContinueTo) : PasswordChoiceVerdict;

    /// <summary>Not this one: the person may choose another.</summary>
    public sealed record Flawed(IReadOnlyList<PasswordFlaw> Flaws) : PasswordChoiceVerdict;

    public sealed record RefusedByDirectory(PasswordChange Reason) : PasswordChoiceVerdict;

    /// <summary>An earlier try is still under way, or the directory fell silent during it: its outcome is not known yet.</summary>
    public sealed record Pending : PasswordChoiceVerdict;

    /// <summary>No right to choose, or no longer.</summary>
    public sealed record Lapsed : PasswordChoiceVerdict;
}

/// <summary>
/// The one flow that sets a password. The directory and the database share no transaction, so the grant is reserved, then the directory is written, then
/// the grant is spent with everything that must follow: every session of the person ends.
/// </summary>
public sealed class PasswordChoice(
    IdentityDb db,
    IDirectory directory,
    IPasswordStrength strength,
    AccountAlarms alarms,
    IAccountOpening opening,
    PasswordConsequences consequences,
    TimeProvider clock,
    IOptions<PasswordOptions> options)
{
    /// <exception cref="DirectoryUnavailableException">Nothing is known of the outcome: the grant stays reserved a while, then the person may go on.</exception>
    public async Task<PasswordChoiceVerdict> SetAsync(PasswordGrant? grant, string typed, CancellationToken cancellationToken)
    {
        if (grant is null || !grant.IsOpenAt(clock.GetUtcNow()))
            return new PasswordChoiceVerdict.Lapsed();
        if (await FindWhoMayChooseAsync(grant, cancellationToken) is not { } person)
            return new PasswordChoiceVerdict.Lapsed();

        var password = PasswordText.Canonical(typed);
        if (Assess(password, person).Flaws is { Count: > 0 } flaws)
            return new PasswordChoiceVerdict.Flawed(flaws);
        if (!await TryReserveAsync(grant, cancellationToken))
            return new PasswordChoiceVerdict.Pending();

        var change = await directory.ChangePasswordAsync(person, password, cancellationToken);
        if (change is not PasswordChange.Changed)
            return await ReleaseAsync(grant, change, cancellationToken);
        if (grant.Reason == PasswordGrantReason.FirstAccess)
            await opening.OpenAsync(person.Key, CancellationToken.None);
        if (!await OpensAsync(person, password))
            grant.ForgoSignIn(clock.GetUtcNow());
        return await SpendAsync(grant, person);
    }

    /// <summary>What <see cref="SetAsync"/> would say of it, the directory's own word aside; null without the right to choose.</summary>
    /// <exception cref="DirectoryUnavailableException">Nobody knows whose names it must not hold.</exception>
    public async Task<PasswordAssessment?> AssessAsync(PasswordGrant? grant, string typed, CancellationToken cancellationToken)
    {
        if (grant is null || !grant.IsOpenAt(clock.GetUtcNow()))
            return null;
        return await FindWhoMayChooseAsync(grant, cancellationToken) is { } person ? Assess(PasswordText.Canonical(typed), person) : null;
    }

    private async Task<Person?> FindWhoMayChooseAsync(PasswordGrant grant, CancellationToken cancellationToken) =>
        await directory.FindAsync(new DirectoryKey(grant.DirectoryKey), cancellationToken) is { } person && MayChoose(person, grant) && await alarms.AdmitsAsync(grant, cancellationToken) ? person : null;

    private static bool MayChoose(Person person, PasswordGrant grant) =>
        person.State == AccountState.Active || (grant.Reason == PasswordGrantReason.FirstAccess && person.State is (AccountState.Announced or AccountState.Provisioned));

    private PasswordAssessment Assess(string password, Person person)
    {
        var words = WordsOf(person);
        var entropy = strength.EntropyBits(password, [.. words, .. options.Value.CommonWords]);
        var policy = options.Value.Policy;
        return new PasswordAssessment(policy.Check(password, entropy, words), entropy / policy.MinEntropyBits);
    }

    private static List<string> WordsOf(Person person)
    {
        var address = person.Address?.ToString().Split('@')[0];
        var parts = $"{person.GivenName} {person.Surname} {person.Login} {address} {person.Numen?.Reveal()}";
        return [.. parts.Split([' ', '-', '.', '\''], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<bool> TryReserveAsync(PasswordGrant grant, CancellationToken cancellationToken)
    {
        if (!grant.TryReserve(clock.GetUtcNow()))
            return false;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
    }

    /// <summary>
    /// The account with the new password, as the directory judges it: locked or closed there it stays so (CVE-2025-0604). Where nobody can say, or another server does not know the password yet, the person signs in by themselves.
    /// </summary>
    private async Task<bool> OpensAsync(Person person, string password)
    {
        try
        {
            return await directory.CheckPasswordAsync(person, password, CancellationToken.None) is PasswordCheck.Accepted or PasswordCheck.MustChange;
        }
        catch (DirectoryUnavailableException)
        {
            return false;
        }
    }

    // The password is set: what follows must not be cut short by a browser that goes away.
    private async Task<PasswordChoiceVerdict> SpendAsync(PasswordGrant grant, Person person)
    {
        await consequences.SpendAsync(grant, person);
        return new PasswordChoiceVerdict.Chosen(grant.ContinueTo);
    }

    private async Task<PasswordChoiceVerdict> ReleaseAsync(PasswordGrant grant, PasswordChange change, CancellationToken cancellationToken)
    {
        grant.Release();
        await db.SaveChangesAsync(cancellationToken);
        return new PasswordChoiceVerdict.RefusedByDirectory(change);
    }
}

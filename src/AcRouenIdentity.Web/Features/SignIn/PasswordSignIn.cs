using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Web.Features.Activation;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <param name="Name">As typed.</param>
public sealed record SignInClaim(string Name, string Password, string Source, DeviceProof? KnownDevice);

public abstract record SignInVerdict
{
    private SignInVerdict()
    {
    }

    public sealed record Accepted(Person Person) : SignInVerdict;

    /// <summary>Right password, another must be chosen first.</summary>
    public sealed record MustChange(Person Person, MustChangeReason Reason) : SignInVerdict;

    /// <summary>Right password, but the access was removed; said to nobody else.</summary>
    public sealed record Closed(Person Person) : SignInVerdict;

    /// <summary>No password of theirs, but the provisional one of their first letter.</summary>
    public sealed record FirstLetter(Letter Letter) : SignInVerdict;

    public sealed record Refused(Person? Person) : SignInVerdict;

    public sealed record Wait(Person? Person, TimeSpan For) : SignInVerdict;
}

/// <summary>Sign-in by password: count, check at the directory, then look at the account. The same steps for somebody and for nobody.</summary>
public sealed class PasswordSignIn(IDirectory directory, AttemptLimiter attempts, FirstAccess firstAccess, AccountBook accounts, RefusalTally refusals)
{
    /// <exception cref="DirectoryUnavailableException">Nothing was checked, and the try does not count.</exception>
    public async Task<SignInVerdict> CheckAsync(SignInClaim claim, CancellationToken cancellationToken)
    {
        var person = await FindAsync(claim.Name, cancellationToken);
        var reservation = await attempts.ReserveAsync(OriginOf(claim, person), cancellationToken);
        var verdict = reservation switch
        {
            AttemptReservation.Wait wait => new SignInVerdict.Wait(person, wait.For),
            AttemptReservation.Admitted admitted => await CheckAsync(person, claim, admitted, cancellationToken),
            _ => throw new InvalidOperationException("A closed set."),
        };
        Tally(verdict);
        return verdict;
    }

    private async Task<Person?> FindAsync(string text, CancellationToken cancellationToken) =>
        SignInName.TryParse(text) is { } name ? await directory.FindAsync(name, cancellationToken) : null;

    private void Tally(SignInVerdict verdict)
    {
        if (verdict is SignInVerdict.Refused refused)
            refusals.Count(SubjectOf(refused.Person), SignInRefusal.WrongPassword);
        else if (verdict is SignInVerdict.Wait wait)
            refusals.Count(SubjectOf(wait.Person), SignInRefusal.TooManyTries);
        else if (verdict is SignInVerdict.Closed closed)
            refusals.Count(SubjectOf(closed.Person), SignInRefusal.AccountClosed);
    }

    private string? SubjectOf(Person? person) => person is null ? null : accounts.SubjectOf(person);

    private static AttemptOrigin OriginOf(SignInClaim claim, Person? person)
    {
        var who = person is null ? $"text\0{claim.Name.Trim().ToUpperInvariant()}" : AttemptOrigin.Of(person);
        var device = person is not null && claim.KnownDevice?.DirectoryKey == person.Key.Value ? claim.KnownDevice.DeviceId : null;
        return new AttemptOrigin(who, claim.Source, device);
    }

    private async Task<SignInVerdict> CheckAsync(
        Person? person, SignInClaim claim, AttemptReservation.Admitted reservation, CancellationToken cancellationToken)
    {
        var check = await CheckPasswordAsync(person, claim.Password, reservation, cancellationToken);
        var verdict = check.Match(
            accepted: _ => Open(person!, mustChange: null),
            mustChange: outcome => Open(person!, outcome.Reason),
            refused: _ => new SignInVerdict.Refused(person),
            locked: _ => new SignInVerdict.Refused(person));
        if (verdict is SignInVerdict.Refused && await firstAccess.RecogniseAsync(person, claim.Name, claim.Password, cancellationToken) is { } letter)
            verdict = new SignInVerdict.FirstLetter(letter);
        if (verdict is not SignInVerdict.Refused)
            await attempts.SucceedAsync(reservation, cancellationToken);
        return verdict;
    }

    private async Task<PasswordCheck> CheckPasswordAsync(
        Person? person, string password, AttemptReservation.Admitted reservation, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.CheckPasswordAsync(person, password, cancellationToken);
        }
        catch (DirectoryUnavailableException)
        {
            await attempts.WithdrawAsync(reservation, CancellationToken.None);
            throw;
        }
    }

    private static SignInVerdict Open(Person person, MustChangeReason? mustChange) => person.State switch
    {
        AccountState.Active => mustChange is { } reason ? new SignInVerdict.MustChange(person, reason) : new SignInVerdict.Accepted(person),
        AccountState.Announced or AccountState.Provisioned => new SignInVerdict.Refused(person),
        AccountState.Suspended or AccountState.Departed or AccountState.Erased => new SignInVerdict.Closed(person),
    };
}

using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Activation;

public abstract record FirstAccessVerdict
{
    private FirstAccessVerdict()
    {
    }

    /// <summary>The proof is complete: the person may choose a password.</summary>
    public sealed record Proven(Person Person) : FirstAccessVerdict;

    /// <summary>Said to nobody but whoever holds the whole proof.</summary>
    public sealed record NotHandedOver : FirstAccessVerdict;

    public sealed record Refused : FirstAccessVerdict;

    public sealed record Wait(TimeSpan For) : FirstAccessVerdict;
}

/// <summary>First access by a letter: count the try, check letter and fact together, and say of a refusal nothing but that it is one. Wrong tries slow whoever makes them; they never end a letter.</summary>
public sealed class FirstAccess(IdentityDb db, FirstLetters letters, IDirectory directory, AttemptLimiter attempts, AccountBook accounts, RefusalTally refusals, AuditTrail audit)
{
    /// <exception cref="DirectoryUnavailableException">Nothing was checked, and the try does not count.</exception>
    public async Task<FirstAccessVerdict> ProveAsync(FirstLetterClaim claim, string source, CancellationToken cancellationToken) =>
        await ProveAsync(claim.Name, await letters.FindAsync(claim.Name, cancellationToken), person => letters.CheckAsync(person, claim, cancellationToken), source, cancellationToken);

    /// <summary>The provisional password was right on the sign-in page a moment ago; the fact is still to be checked.</summary>
    public async Task<FirstAccessVerdict> ProveAsync(long letterId, DateOnly birthDate, string source, CancellationToken cancellationToken)
    {
        var key = await db.Letters.Where(letter => letter.Id == letterId).Select(letter => letter.DirectoryKey).SingleOrDefaultAsync(cancellationToken);
        var person = key is null ? null : await directory.FindAsync(new DirectoryKey(key), cancellationToken);
        return await ProveAsync($"letter {letterId}", person, found => letters.CheckAsync(found, letterId, birthDate, cancellationToken), source, cancellationToken);
    }

    /// <summary>The letter whose provisional password somebody typed where a password is asked for; null where it is none. The caller counts the try.</summary>
    /// <param name="person">Whom the name means, as a login, a NUMEN or an address; it may also be the code of the letter.</param>
    /// <exception cref="DirectoryUnavailableException">Nobody knows.</exception>
    public async Task<Letter?> RecogniseAsync(Person? person, string name, string password, CancellationToken cancellationToken) =>
        FirstLetters.MayBeOne(password)
            ? await letters.FindLetterAsync(person ?? await letters.FindAsync(name, cancellationToken), password, cancellationToken)
            : null;

    private async Task<FirstAccessVerdict> ProveAsync(string typed, Person? person, Func<Person?, Task<FirstLetterFinding>> check, string source, CancellationToken cancellationToken)
    {
        var who = person is null ? $"text\0{typed.Trim().ToUpperInvariant()}" : $"person\0{person.Key}";
        switch (await attempts.ReserveAsync(new AttemptOrigin(who, source, Device: null), cancellationToken))
        {
            case AttemptReservation.Wait wait:
                refusals.Count(SubjectOf(person), SignInRefusal.TooManyTries);
                return new FirstAccessVerdict.Wait(wait.For);
            case AttemptReservation.Admitted admitted:
                return await AnswerAsync(await CheckAsync(person, check, admitted), admitted, cancellationToken);
            default:
                throw new InvalidOperationException("A closed set.");
        }
    }

    private async Task<FirstLetterFinding> CheckAsync(Person? person, Func<Person?, Task<FirstLetterFinding>> check, AttemptReservation.Admitted admitted)
    {
        try
        {
            return await check(person);
        }
        catch
        {
            await attempts.WithdrawAsync(admitted, CancellationToken.None);
            throw;
        }
    }

    private async Task<FirstAccessVerdict> AnswerAsync(FirstLetterFinding finding, AttemptReservation.Admitted admitted, CancellationToken cancellationToken)
    {
        if (finding.Proof == FirstLetterProof.Wrong)
        {
            refusals.Count(SubjectOf(finding.Person), SignInRefusal.WrongLetter);
            return new FirstAccessVerdict.Refused();
        }

        await attempts.SucceedAsync(admitted, cancellationToken);
        if (finding.Proof == FirstLetterProof.NotHandedOver)
        {
            refusals.Count(SubjectOf(finding.Person), SignInRefusal.LetterNotHandedOver);
            return new FirstAccessVerdict.NotHandedOver();
        }

        audit.Record(new AuditEvent.FirstAccessProven(accounts.SubjectOf(finding.Person!), finding.Letter!.BatchId));
        await db.SaveChangesAsync(cancellationToken);
        return new FirstAccessVerdict.Proven(finding.Person!);
    }

    private string? SubjectOf(Person? person) => person is null ? null : accounts.SubjectOf(person);
}

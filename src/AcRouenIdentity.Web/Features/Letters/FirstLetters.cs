using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>What somebody typed of a first letter.</summary>
/// <param name="Name">Identifiant, NUMEN, address, or code de confirmation provisoire.</param>
/// <param name="BirthDate">The fact that the letter does not carry; null where it was not asked for yet.</param>
public sealed record FirstLetterClaim(string Name, string ProvisionalPassword, DateOnly? BirthDate);

/// <summary>Whom the name means, and what their letter says of the rest.</summary>
/// <param name="Person">Null for nobody known.</param>
/// <param name="Letter">Null where the proof is not complete.</param>
public sealed record FirstLetterFinding(Person? Person, Letter? Letter, FirstLetterProof Proof);

public enum FirstLetterProof
{
    Wrong,

    /// <summary>All is right but that nobody recorded the hand-over, which the policy asks for.</summary>
    NotHandedOver,
    Right,
}

/// <summary>Checks the proofs of first letters: the same work for somebody and for nobody, whichever of them is wrong.</summary>
public sealed class FirstLetters(IdentityDb db, IDirectory directory, PersonRecords records, SlowHash slow, KeyedHash hash, IOptions<LetterOptions> options, TimeProvider clock)
{
    /// <summary>Whom a name or a code means, without a look at any proof.</summary>
    /// <exception cref="DirectoryUnavailableException">Nobody knows.</exception>
    public async Task<Person?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var byCode = await FindByCodeAsync(name, cancellationToken);
        var byName = SignInName.TryParse(name) is { } signInName ? await directory.FindAsync(signInName, cancellationToken) : null;
        return byName ?? (byCode is null ? null : await directory.FindAsync(new DirectoryKey(byCode.DirectoryKey), cancellationToken));
    }

    /// <summary>Letter and fact together.</summary>
    public async Task<FirstLetterFinding> CheckAsync(Person? person, FirstLetterClaim claim, CancellationToken cancellationToken)
    {
        var letter = await FindLetterAsync(person, claim.ProvisionalPassword, cancellationToken);
        var isFact = await IsFactAsync(person, letter, claim.BirthDate, cancellationToken);
        return Finding(person, letter, isFact);
    }

    private FirstLetterFinding Finding(Person? person, Letter? letter, bool isFact)
    {
        if (letter is null || !isFact)
            return new FirstLetterFinding(person, null, FirstLetterProof.Wrong);
        return options.Value.OnlyOnceHandedOver && letter.HandOver != HandOver.HandedOver
            ? new FirstLetterFinding(person, null, FirstLetterProof.NotHandedOver)
            : new FirstLetterFinding(person, letter, FirstLetterProof.Right);
    }

    /// <summary>A letter whose provisional password was right a moment ago, and the fact.</summary>
    public async Task<FirstLetterFinding> CheckAsync(Person? person, long letterId, DateOnly birthDate, CancellationToken cancellationToken)
    {
        var letter = await db.Letters.SingleOrDefaultAsync(row => row.Id == letterId, cancellationToken);
        var isGood = letter?.IsGood(clock.GetUtcNow()) == true && person is { State: AccountState.Announced or AccountState.Provisioned } && letter.DirectoryKey == person.Key.Value;
        return Finding(person, isGood ? letter : null, await IsFactAsync(person, letter, birthDate, cancellationToken));
    }

    /// <summary>The letter whose provisional password this is, where it is still good and its owner has not opened the account.</summary>
    public async Task<Letter?> FindLetterAsync(Person? person, string typed, CancellationToken cancellationToken)
    {
        var key = person?.Key.Value ?? "";
        var letter = await db.Letters.FindLatestAsync(LetterKind.FirstAccess, key, cancellationToken);
        var isGood = letter?.IsGood(clock.GetUtcNow()) == true && person is { State: AccountState.Announced or AccountState.Provisioned };
        var isForm = PrintedCode.TryParse(typed, LetterCodes.SecretLength, out var secret);
        var isSecret = slow.Verify(isGood && isForm ? letter!.SecretHash : null, secret.Reveal());
        return isSecret ? letter : null;
    }

    /// <summary>Whether it could be a provisional password at all: what is not costs no hashing, whoever it is said of.</summary>
    public static bool MayBeOne(string typed) => PrintedCode.TryParse(typed, LetterCodes.SecretLength, out _);

    /// <summary>The birth date. Where nobody recorded one, the secretariat that handed the letter over has seen whom it gave it to.</summary>
    private async Task<bool> IsFactAsync(Person? person, Letter? letter, DateOnly? birthDate, CancellationToken cancellationToken)
    {
        var key = person?.Key.Value ?? "";
        var record = await db.People.AsNoTracking().SingleOrDefaultAsync(row => row.DirectoryKey == key, cancellationToken);
        if (record is null)
            return false;
        return records.Read(record).Facts.BirthDate is { } known ? birthDate == known : letter?.HandOver == HandOver.HandedOver;
    }

    private async Task<Letter?> FindByCodeAsync(string typed, CancellationToken cancellationToken)
    {
        var isForm = PrintedCode.TryParse(typed, LetterCodes.ConfirmationLength, out var code);
        var lookup = isForm ? LetterCodes.Lookup(hash, code) : "";
        return await db.Letters.AsNoTracking().SingleOrDefaultAsync(letter => letter.CodeLookup == lookup, cancellationToken);
    }
}

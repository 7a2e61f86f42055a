using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters;

/// <summary>Whose INA was typed, and what their letter says of the code.</summary>
/// <param name="Person">Null for nobody known.</param>
/// <param name="Letter">Null where the proof is not complete.</param>
public sealed record RecoveryLetterFinding(Person? Person, Letter? Letter, RecoveryLetterProof Proof);

public enum RecoveryLetterProof
{
    Wrong,

    /// <summary>All is right but that nobody recorded the hand-over, which the policy asks for.</summary>
    NotHandedOver,
    Right,
}

/// <summary>
/// Checks INA and code of a <i>courrier INA</i>: the same work for somebody and for nobody, whatever is wrong. It counts no tries and ends no letter: whoever asks does.
/// </summary>
public sealed class RecoveryLetters(IdentityDb db, IDirectory directory, InaIssuing inas, SlowHash slow, IOptions<LetterOptions> options, TimeProvider clock)
{
    /// <summary>The directory is asked for it where there is nobody to ask for, since asking takes time.</summary>
    private static readonly DirectoryKey Nobody = new("-");

    /// <exception cref="DirectoryUnavailableException">Nobody knows.</exception>
    public async Task<RecoveryLetterFinding> CheckAsync(string? typedIna, string? typedCode, CancellationToken cancellationToken)
    {
        // What is no INA is looked up as well, and is nobody's.
        var ina = Ina.TryParse(typedIna, out var typed) ? typed : default;
        var key = await inas.FindOwnerAsync(ina, cancellationToken) ?? Nobody;
        var person = await directory.FindAsync(key, cancellationToken);
        var letter = await db.Letters.FindLatestAsync(LetterKind.Recovery, key.Value, cancellationToken);
        return Finding(person, IsCode(person, letter, typedCode) ? letter : null);
    }

    private bool IsCode(Person? person, Letter? letter, string? typed)
    {
        var isGood = letter?.IsGood(clock.GetUtcNow()) == true && person is { State: AccountState.Active };
        var isForm = PrintedCode.TryParse(typed, LetterCodes.SecretLength, out var code);
        return slow.Verify(isGood && isForm ? letter!.SecretHash : null, code.Reveal());
    }

    private RecoveryLetterFinding Finding(Person? person, Letter? proven) => proven switch
    {
        null => new RecoveryLetterFinding(person, null, RecoveryLetterProof.Wrong),
        { Establishment: not null, HandOver: not HandOver.HandedOver } when options.Value.OnlyOnceHandedOver => new RecoveryLetterFinding(person, null, RecoveryLetterProof.NotHandedOver),
        _ => new RecoveryLetterFinding(person, proven, RecoveryLetterProof.Right),
    };
}

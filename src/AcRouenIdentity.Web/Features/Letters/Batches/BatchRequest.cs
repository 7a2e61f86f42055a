using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <param name="Value">Number of a run, UAI, or login, as typed; nothing for chosen people, or for the requests of all schools.</param>
/// <param name="AskedBy">Login of the officer, or the account of the machine where a command was typed.</param>
public sealed record BatchRequest(LetterKind Kind, BatchScope Scope, string Value, BatchChoice Choice, string AskedBy)
{
    /// <summary>What officers ask for. A letter of recovery is asked for by its reader, where its code is then typed.</summary>
    public static IReadOnlyList<LetterKind> KindsOfOfficers { get; } = [LetterKind.FirstAccess, LetterKind.InaRenewal, LetterKind.AddressChange];

    /// <summary>Keys in the directory of the people of <see cref="BatchScope.Chosen"/>.</summary>
    public IReadOnlyCollection<string> Chosen { get; init; } = [];

    /// <summary>The same for all ways of typing it.</summary>
    public string ScopeValue => Scope switch
    {
        BatchScope.Run => Value.Trim(),
        BatchScope.Establishment or BatchScope.Requests => Rne.TryParse(Value, out var rne) ? rne.ToString() : Value.Trim(),
        BatchScope.Person => Login.TryParse(Value, out var login) ? login.ToString() : Value.Trim(),
        BatchScope.Chosen => Chosen.Count.ToString(CultureInfo.InvariantCulture),
    };
}

public enum BatchChoice
{
    /// <summary>Whoever has a good letter of that kind gets no other.</summary>
    OnlyMissing,

    /// <summary>New codes for everybody: those of earlier letters end.</summary>
    Everybody,
}

public abstract record BatchOpened
{
    private BatchOpened()
    {
    }

    public sealed record Opened(LetterBatch Batch) : BatchOpened;

    /// <summary>There is no such run, school or person.</summary>
    public sealed record Unknown : BatchOpened;

    /// <summary>Nobody there needs such a letter.</summary>
    public sealed record NobodyNeedsOne : BatchOpened;

    /// <summary>All of them have one in a batch that is not over.</summary>
    public sealed record AllInOtherBatches(int Count) : BatchOpened;
}

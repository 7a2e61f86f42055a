using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Shared.Forms;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.HelpDesk.Verification;

public enum FactComparison
{
    Same,
    Other,

    /// <summary>It has not the form of such a fact: nothing was compared.</summary>
    NotReadable,

    /// <summary>The service does not know it.</summary>
    NotKnown,
}

/// <summary>Compares what somebody says with what is known of them, and says nothing more.</summary>
public sealed class CallerFacts(IdentityDb db, PersonRecords records, InaIssuing inas)
{
    /// <summary>Characters of the last group of an INA.</summary>
    private const int EndingLength = 4;

    public async Task<FactComparison> CompareAsync(Person person, VerificationStep step, string? typed, CancellationToken cancellationToken) => step switch
    {
        VerificationStep.Numen => Numen.TryParse(Unspaced(typed), out var numen) ? Same(person.Numen?.Reveal(), numen.Reveal()) : FactComparison.NotReadable,
        VerificationStep.BirthDate => BirthDateText.TryParse(typed) is { } day ? Same(TextOf(await FindBirthDateAsync(person, cancellationToken)), TextOf(day)!) : FactComparison.NotReadable,
        VerificationStep.InaEnding => PrintedCode.TryParse(typed, EndingLength, out var ending) ? Same((await inas.FindAsync(person.Key, cancellationToken))?.Reveal()[^EndingLength..], ending.Reveal()) : FactComparison.NotReadable,
        _ => FactComparison.NotReadable,
    };

    private static string? Unspaced(string? typed) => typed?.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);

    private static string? TextOf(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static FactComparison Same(string? known, string said)
    {
        if (known is null)
            return FactComparison.NotKnown;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(said)) ? FactComparison.Same : FactComparison.Other;
    }

    private async Task<DateOnly?> FindBirthDateAsync(Person person, CancellationToken cancellationToken)
    {
        var record = await db.People.AsNoTracking().SingleOrDefaultAsync(row => row.DirectoryKey == person.Key.Value, cancellationToken);
        return record is null ? null : records.Read(record).Facts.BirthDate;
    }
}

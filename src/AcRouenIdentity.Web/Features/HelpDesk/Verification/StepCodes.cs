using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Verification;

/// <summary>Codes that somebody reads to the agent: from a mail, or from a page where they are signed in. And the question to the secretariat, which has none.</summary>
public sealed class StepCodes(
    IdentityDb db, KeyedHash hash, ISecretGenerator secrets, CaseVault vault, BackupAddressBook addresses, CallerMail mail, AccountBook accounts, IOptions<HelpDeskOptions> options, TimeProvider clock)
{
    /// <summary>Characters: 40 bits, and three tries.</summary>
    public const int Length = 8;

    /// <summary>Adds what is asked to what the caller saves.</summary>
    /// <returns>False where there is nobody to ask.</returns>
    public async Task<bool> AskAsync(CaseFile file, Person person, CaseStep row, CancellationToken cancellationToken) => row.Step switch
    {
        VerificationStep.MailCode => await SendAsync(file, person, row, cancellationToken),
        VerificationStep.SessionCode => await ShowAsync(file, person, row, cancellationToken),
        VerificationStep.Secretariat => AskSecretariat(file, person, row),
        _ => false,
    };

    public FactComparison Compare(CaseStep row, string? typed)
    {
        if (!PrintedCode.TryParse(typed, Length, out var code))
            return FactComparison.NotReadable;
        var said = HashOf(row.CaseId, row.Step, code);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.CodeHash ?? ""), Encoding.ASCII.GetBytes(said)) ? FactComparison.Same : FactComparison.Other;
    }

    /// <summary>Codes that the person may read out, where they are signed in.</summary>
    public async Task<IReadOnlyList<ShownCode>> FindShownAsync(Person person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.CaseSteps.AsNoTracking()
            .Where(row => row.Step == VerificationStep.SessionCode && row.ExpiresAt > now && row.ProtectedCode != null)
            .Join(db.Cases, row => row.CaseId, about => about.Id, (row, about) => new { row, about })
            .Where(pair => pair.about.DirectoryKey == person.Key.Value && pair.about.State != CaseState.Closed)
            .ToListAsync(cancellationToken);
        return [.. waiting.Where(pair => pair.row.Awaits(now)).Select(pair => new ShownCode(vault.OpenCode(pair.row.ProtectedCode!), pair.about.Reference, pair.row.AskedAt!.Value, pair.row.ExpiresAt!.Value))];
    }

    private async Task<bool> SendAsync(CaseFile file, Person person, CaseStep row, CancellationToken cancellationToken)
    {
        if (await addresses.FindServingAsync(person.Key, cancellationToken) is not [var address, ..])
            return false;
        var code = New(row, file, protect: null);
        await mail.AddAsync(file, person, address.Address, code, cancellationToken);
        return true;
    }

    private async Task<bool> ShowAsync(CaseFile file, Person person, CaseStep row, CancellationToken cancellationToken)
    {
        var (subject, now) = (accounts.SubjectOf(person), clock.GetUtcNow());
        if (!await db.Sessions.AnyAsync(session => session.Subject == subject && session.EndedAt == null && session.ExpiresAt > now, cancellationToken))
            return false;
        New(row, file, vault.CloseCode);
        return true;
    }

    private bool AskSecretariat(CaseFile file, Person person, CaseStep row)
    {
        if (person.Postings.Count == 0)
            return false;
        var now = clock.GetUtcNow();
        row.Ask(file.Agent.Login.ToString(), codeHash: null, protectedCode: null, now, now + options.Value.StepLifetime);
        return true;
    }

    private PrintedCode New(CaseStep row, CaseFile file, Func<string, string>? protect)
    {
        var (code, now) = (PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(Length)), Length), clock.GetUtcNow());
        row.Ask(file.Agent.Login.ToString(), HashOf(file.Case.Id, row.Step, code), protect?.Invoke(code.RevealInGroups()), now, now + options.Value.StepLifetime);
        return code;
    }

    private string HashOf(long caseId, VerificationStep step, PrintedCode code) => hash.Of("caller-code", $"{caseId}\0{step}\0{code.Reveal()}");
}

/// <param name="Code">In groups, to be read aloud.</param>
public sealed record ShownCode(string Code, string Reference, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt);

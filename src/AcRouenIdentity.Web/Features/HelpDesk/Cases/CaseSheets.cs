using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.HelpDesk.Acts;
using AcRouenIdentity.Web.Features.HelpDesk.Diagnosis;
using AcRouenIdentity.Web.Features.HelpDesk.Verification;
using AcRouenIdentity.Web.Features.Shared.Establishments;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <summary>All that an agent sees of a case.</summary>
public sealed record CaseSheet
{
    public required AssistanceCase Case { get; init; }

    public required Person? About { get; init; }

    public required CaseStatement? Said { get; init; }

    public required IReadOnlyList<Person> Suggestions { get; init; }

    public required IReadOnlyDictionary<Rne, Establishment> Schools { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public required Verified Verified { get; init; }

    public required VerificationPolicy Policy { get; init; }

    /// <summary>The first letter of each and its domain: what the agent recognises when the person says which one is wrong.</summary>
    public required IReadOnlyList<OwnAddress> Addresses { get; init; }

    /// <summary>An address whose code is waited for, masked; null where none is.</summary>
    public required string? AwaitedAddress { get; init; }

    public required IReadOnlyList<CaseApproval> Approvals { get; init; }

    public required IReadOnlyList<AssistanceCase> Others { get; init; }

    public required IReadOnlyList<JournalLine> Journal { get; init; }
}

/// <summary>Puts together what an agent sees of a case, and leaves the trace that they saw it.</summary>
internal sealed class CaseSheets(
    CaseReading reading, CallerDiagnosis diagnosis, VerificationDesk verification, Approvals approvals, BackupAddressBook addresses, AddressRecording recording, SchoolNames schools, IOptions<HelpDeskOptions> options)
{
    public async Task<CaseSheet> ReadAsync(CaseFile file, CancellationToken cancellationToken)
    {
        var person = file.About;
        await reading.LeaveTraceAsync(file, cancellationToken);
        return new CaseSheet
        {
            Case = file.Case,
            About = person,
            Said = reading.StatementOf(file),
            Suggestions = await reading.SuggestAsync(file, cancellationToken),
            Schools = person is null ? new Dictionary<Rne, Establishment>() : await schools.FindSchoolsAsync(person.Postings.Select(posting => posting.Rne), cancellationToken),
            Findings = person is null ? [] : await diagnosis.FindAsync(person, cancellationToken),
            Verified = await verification.FindAsync(file.Case, cancellationToken),
            Policy = options.Value.Policy(),
            Addresses = person is null ? [] : await addresses.FindAsync(person.Key, cancellationToken),
            AwaitedAddress = await recording.FindAwaitedAsync(file, cancellationToken),
            Approvals = await approvals.FindAsync(file.Case, cancellationToken),
            Others = await reading.OthersAsync(file, cancellationToken),
            Journal = await reading.JournalAsync(file, cancellationToken),
        };
    }
}

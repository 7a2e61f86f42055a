using System.Diagnostics.CodeAnalysis;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.MyAccount.Data;

/// <summary>Every table of the database: under which topic its rows about a person are told to that person, or why they are not.</summary>
internal static class DataTables
{
    public static readonly IReadOnlyDictionary<string, HeldTopic> Told = new Dictionary<string, HeldTopic>
    {
        ["Accounts"] = HeldTopic.Account,
        ["ApplicationPasswords"] = HeldTopic.ApplicationPasswords,
        ["AuditEntries"] = HeldTopic.Activity,
        ["AuthenticatorApps"] = HeldTopic.SecondFactors,
        ["BackupAddresses"] = HeldTopic.BackupAddresses,
        ["CaseEntries"] = HeldTopic.Cases,
        ["Cases"] = HeldTopic.Cases,
        ["Consents"] = HeldTopic.Applications,
        ["DirectoryUses"] = HeldTopic.Listing,
        ["GivenIdentifiers"] = HeldTopic.Identifiers,
        ["Inas"] = HeldTopic.Ina,
        ["LetterRequests"] = HeldTopic.Letters,
        ["Letters"] = HeldTopic.Letters,
        ["OutgoingMails"] = HeldTopic.Mails,
        ["Passkeys"] = HeldTopic.Passkeys,
        ["People"] = HeldTopic.Record,
        ["PersonChanges"] = HeldTopic.History,
        ["ProvisioningIssues"] = HeldTopic.History,
        ["RecoveryCodes"] = HeldTopic.SecondFactors,
        ["SessionClients"] = HeldTopic.Applications,
        ["Sessions"] = HeldTopic.Sessions,
        ["UnlistedPeople"] = HeldTopic.Listing,
    };

    public static readonly IReadOnlyDictionary<string, string> NotTold = new Dictionary<string, string>
    {
        ["AssistanceCodes"] = "a secret of some minutes; the trail tells that it was made",
        ["Announcements"] = "of administrators, to everybody",
        ["AttemptCounters"] = "under keyed hashes: nobody can say whose they are",
        ["CaseApprovals"] = "told by the entries of its case",
        ["CaseSteps"] = "told by the entries of its case; its codes are secrets of some minutes",
        ["ContestCodes"] = "a secret of some days, in the hands of its owner; the mail that carries it is told",
        ["DataProtectionKeys"] = "nobody's",
        ["DistinctPeople"] = "told by the trail",
        ["Schools"] = "schools",
        ["Structures"] = "schools",
        ["LetterBatches"] = "what an officer asked for; each letter is told by itself",
        ["LetterParts"] = "encrypted, of a school, for some hours",
        ["LogoutDeliveries"] = "of an application, under a session that is told",
        ["MailCodes"] = "a secret of some minutes",
        ["OpenIddictApplications"] = "nobody's",
        ["OpenIddictAuthorizations"] = "secrets under a session; the application is told",
        ["OpenIddictScopes"] = "nobody's",
        ["OpenIddictTokens"] = "secrets under a session; the application is told",
        ["PasskeyChallenges"] = "a secret of some minutes",
        ["PasswordGrants"] = "a secret of some minutes",
        ["PendingSignIns"] = "half a sign-in, of some minutes",
        ["ProtectedKeys"] = "nobody's",
        ["ProvisioningRuns"] = "what an officer asked for; each change is told by itself",
        ["ProvisioningFiles"] = "files of exports",
        ["RecoveryRequests"] = "what a stranger typed, encrypted, until it is looked at",
        ["RecoveryTickets"] = "a recovery of some minutes; the trail tells what came of it",
        ["RegisteredClients"] = "of applications; who registered them is in the trail",
        ["SecretariatReminders"] = "of a school",
        ["SigningKeys"] = "nobody's",
        ["UsedAssertions"] = "of an application",
    };

    /// <summary>Columns whose content must never leave: whatever is encrypted, hashed, or a key.</summary>
    public static readonly string[] SecretColumns =
    [
        "Protected", "ProtectedAddress", "ProtectedSecret", "Confidential", "Lookup", "AddressLookup", "CodeLookup", "Hash", "PreviousHash", "SecretHash", "TokenHash", "TicketHash", "CodeHash", "CredentialId", "PublicKey", "AttestationObject", "ClientDataJson",
        "Payload", "ReferenceId", "ClientSecret", "Xml", "Key", "Content", "Slot", "AuthorizationId",
    ];

    public static IEnumerable<string> Considered => Told.Keys.Concat(NotTold.Keys);

    public static IReadOnlyList<string> Of(IdentityDb db) => [.. db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>All rows of a table, each as its columns and what stands in them.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The name comes from the model.")]
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ReadAsync(IdentityDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, at => reader.IsDBNull(at) ? null : reader.GetValue(at)));
        return rows;
    }
}

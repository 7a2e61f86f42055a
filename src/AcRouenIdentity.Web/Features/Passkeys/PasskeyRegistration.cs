using System.Buffers.Text;
using System.Text.Json.Nodes;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Passkeys;

public enum RegistrationVerdict
{
    Registered,

    /// <summary>No question of ours was open in this browser.</summary>
    NotAsked,

    /// <summary>The answer is not good: another site's, another person's, or none at all.</summary>
    Refused,

    /// <summary>The person has as many as they may.</summary>
    TooMany,
}

/// <summary>Gives a person another passkey (WebAuthn Level 3, 7.1).</summary>
public sealed class PasskeyRegistration(
    IdentityDb db,
    IPasskeyHandler<Account> handler,
    PasskeyChallenges challenges,
    PasskeyBook book,
    AccountBook accounts,
    AuditTrail audit,
    IAccountNotices notices,
    Theme theme,
    TimeProvider clock,
    IOptions<PasskeyOptions> options,
    ILogger<PasskeyRegistration> log)
{
    /// <returns>What the browser's script is to ask the authenticator (PublicKeyCredentialCreationOptionsJSON).</returns>
    public async Task<string> AskAsync(HttpContext context, Person person, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(person, cancellationToken);
        var asked = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Subject, Name = person.Login.ToString(), DisplayName = person.DisplayName }, context);
        await challenges.PutAsync(context, PasskeyPurpose.Registration, account.Subject, asked.AttestationState!, cancellationToken);
        return WithOurName(asked.CreationOptionsJson);
    }

    /// <param name="answer">RegistrationResponseJSON, as the browser sent it.</param>
    /// <param name="nameElse">What a key is called whose maker is not known.</param>
    public async Task<RegistrationVerdict> RegisterAsync(HttpContext context, Person person, string? answer, string nameElse, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        if (await challenges.TakeAsync(context, PasskeyPurpose.Registration, subject, cancellationToken) is not { } state)
            return RegistrationVerdict.NotAsked;

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = answer ?? "", AttestationState = state });
        if (!result.Succeeded)
            log.AnswerRefused(result.Failure.Message);
        if (!result.Succeeded || result.UserEntity.Id != subject)
            return RegistrationVerdict.Refused;
        return await RecordAsync(person, result.Passkey, nameElse, cancellationToken);
    }

    /// <summary>The framework calls the relying party by its domain, which says nothing to whom an authenticator asks.</summary>
    private string WithOurName(string creationOptions)
    {
        var json = JsonNode.Parse(creationOptions)!;
        json["rp"]!["name"] = theme.Manifest.ServiceName;
        return json.ToJsonString();
    }

    /// <summary>The slot of a key is one person's once: two browsers at once do not pass the limit together.</summary>
    private async Task<RegistrationVerdict> RecordAsync(Person person, UserPasskeyInfo info, string nameElse, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        var others = await book.FindAsync(subject, cancellationToken);
        var slot = Enumerable.Range(1, options.Value.MostPerPerson).FirstOrDefault(number => others.All(other => other.Slot != number));
        if (slot == 0)
            return RegistrationVerdict.TooMany;

        var aaguid = Authenticators.AaguidOf(info.AttestationObject);
        var name = NameApart(Authenticators.NameOf(aaguid) ?? nameElse, [.. others.Select(other => other.Name)]);
        db.Add(PasskeyOf(subject, slot, name, aaguid, info));
        audit.Record(new AuditEvent.PasskeyAdded(subject));
        await notices.TellAsync(person, AccountChange.PasskeyAdded, cancellationToken);
        return await db.TrySaveAsync(cancellationToken) ? RegistrationVerdict.Registered : RegistrationVerdict.Refused;
    }

    private Passkey PasskeyOf(string subject, int slot, string name, Guid aaguid, UserPasskeyInfo info) => new()
    {
        CredentialId = Base64Url.EncodeToString(info.CredentialId),
        Subject = subject,
        Slot = slot,
        Name = name,
        PublicKey = info.PublicKey,
        SignCount = info.SignCount,
        Transports = string.Join(' ', info.Transports ?? []),
        IsUserVerified = info.IsUserVerified,
        IsBackupEligible = info.IsBackupEligible,
        IsBackedUp = info.IsBackedUp,
        AttestationObject = info.AttestationObject,
        ClientDataJson = info.ClientDataJson,
        Aaguid = aaguid,
        CreatedAt = clock.GetUtcNow(),
    };

    private static string NameApart(string name, IReadOnlyCollection<string> taken) =>
        Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? name : $"{name} {number}").First(candidate => !taken.Contains(candidate));
}

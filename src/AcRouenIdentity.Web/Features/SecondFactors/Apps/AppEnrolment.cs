using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.SecondFactors;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Themes;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SecondFactors.Apps;

/// <summary>What a page shows to set an application up.</summary>
/// <param name="Address">For an application on the same device.</param>
/// <param name="Secret">To copy by hand, in groups of four.</param>
/// <param name="State">What the answer is checked against; for the page's form.</param>
public sealed record AppOffer(QrPicture Qr, Uri Address, string Secret, string State);

public enum AppEnrolmentVerdict
{
    Enrolled,
    Wrong,

    /// <summary>It is a code of the past or of the future: the clock of the telephone is wrong.</summary>
    WrongClock,

    /// <summary>The page was left open too long, or is another session's.</summary>
    NotOffered,
}

/// <summary>Enrols an application that shows codes: a secret is shown, and counts once a code made with it came back.</summary>
public sealed class AppEnrolment(
    IdentityDb db, AppSecrets secrets, ISecretGenerator generator, AuditTrail audit, AccountBook accounts, IAccountNotices notices, Theme theme, TimeProvider clock)
{
    private const int Group = 4;

    /// <summary>Another secret each time.</summary>
    public AppOffer Offer(Person person, string sessionId) => Show(person, sessionId, generator.Bytes(TimeCodes.SecretLength));

    /// <summary>The same again, for whoever mistyped the code; null where it is too old.</summary>
    public AppOffer? OfferAgain(Person person, string sessionId, string? state) => secrets.Take(sessionId, state) is { } secret ? Show(person, sessionId, secret) : null;

    public async Task<AppEnrolmentVerdict> ConfirmAsync(Person person, string sessionId, string? state, string? typed, CancellationToken cancellationToken)
    {
        if (secrets.Take(sessionId, state) is not { } secret)
            return AppEnrolmentVerdict.NotOffered;
        var now = clock.GetUtcNow();
        if (TimeCodes.Match(secret, typed ?? "", now) is not { } step)
            return TimeCodes.IsOfWrongClock(secret, typed ?? "", now) ? AppEnrolmentVerdict.WrongClock : AppEnrolmentVerdict.Wrong;

        return await RecordAsync(person, sessionId, secret, step, cancellationToken) ? AppEnrolmentVerdict.Enrolled : AppEnrolmentVerdict.NotOffered;
    }

    private AppOffer Show(Person person, string sessionId, byte[] secret)
    {
        var address = TimeCodes.AddressOf(secret, theme.Manifest.ServiceName, person.Login.ToString());
        var text = string.Join(' ', TimeCodes.TextOf(secret).Chunk(Group).Select(group => new string(group)));
        return new AppOffer(QrPicture.Of(address), address, text, secrets.Offer(sessionId, secret));
    }

    /// <summary>The session has two factors from now on: the password that opened it and the code.</summary>
    private async Task<bool> RecordAsync(Person person, string sessionId, byte[] secret, long step, CancellationToken cancellationToken)
    {
        var subject = accounts.SubjectOf(person);
        var protectedSecret = secrets.Close(secret);
        if (await db.AuthenticatorApps.SingleOrDefaultAsync(app => app.Subject == subject, cancellationToken) is { } former)
            former.Replace(protectedSecret, step, clock.GetUtcNow());
        else
            db.Add(new AuthenticatorApp { Subject = subject, ProtectedSecret = protectedSecret, AddedAt = clock.GetUtcNow(), LastStep = step });
        var session = await db.Sessions.SingleAsync(session => session.Id == sessionId, cancellationToken);
        session.Methods = AuthenticationMethods.Join(session.Methods, AuthenticationMethods.AuthenticatorApp);
        audit.Record(new AuditEvent.AuthenticatorAppAdded(subject));
        await notices.TellAsync(person, AccountChange.AuthenticatorAppAdded, cancellationToken);
        return await db.TrySaveAsync(cancellationToken);
    }
}

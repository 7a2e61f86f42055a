using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.Profiles;

/// <summary>The profile of whoever is signed in, and of nobody else: the request says nothing about whom.</summary>
internal static class ProfileEndpoint
{
    private const string FileName = "messagerie.mobileconfig";

    public static void MapProfile(this WebApplication app) => app.MapGet(MailClientPaths.AppleProfile, AnswerAsync).RequireAuthorization(AccessPolicies.Staff);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, AppleProfile profile, ProfileSigning signing, MailDomains domains, IOptions<MailClientsOptions> options, CancellationToken cancellationToken)
    {
        var person = context.CurrentPerson();
        if (!options.Value.Passwords || person.Address is not { } mailbox || !domains.Own(mailbox.ToString()))
            return Results.NotFound();

        var signed = await signing.SignAsync(profile.Write(person, mailbox), cancellationToken);
        return Results.File(signed, AppleProfile.ContentType, FileName);
    }
}

using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Cases for the pages to show: one in hand of somebody verified, one of nobody known, one whose secretariat is asked, one of another agent that waits for a second, one that is closed.</summary>
internal static class KnownCases
{
    public const string Verified = "0000-0001";
    public const string Unknown = "0000-0002";
    public const string Vouched = "0000-0003";
    public const string Privileged = "0000-0004";
    public const string Closed = "0000-0005";

    private static Person Agent => SamplePeople.FatouSarr;

    public static async Task FillAsync(ProviderHost host)
    {
        var now = host.Clock.GetUtcNow();
        await AddAsync(host, New(Verified, CaseOrigin.Call, SamplePeople.BaoNguyen, now.AddMinutes(-4)), InHand(now));
        await AddAsync(host, Said(host, New(Unknown, CaseOrigin.Online, about: null, now.AddHours(-3))), _ => { });
        await AddAsync(host, New(Vouched, CaseOrigin.Contest, SamplePeople.ClaireMartin, now.AddDays(-3)), _ => { });
        await AddAsync(host, New(Privileged, CaseOrigin.Call, SamplePeople.TanguyKerbrat, now.AddMinutes(-50)), InHand(now));
        await AddAsync(host, New(Closed, CaseOrigin.Secretariat, SamplePeople.FrancoisDurand, now.AddDays(-2)), about => about.Close(CaseOutcome.Helped, now.AddDays(-1)));
        await host.AskAsync<IdentityDb, int>(db => WriteAsync(host, db, now));
    }

    private static Action<AssistanceCase> InHand(DateTimeOffset now) => about => about.Take(Agent.Login, now.AddMinutes(-4));

    private static async Task<int> WriteAsync(ProviderHost host, IdentityDb db, DateTimeOffset now)
    {
        var ids = await db.Cases.ToDictionaryAsync(row => row.Reference, row => row.Id);
        var vault = host.Services.GetRequiredService<CaseVault>();
        foreach (var step in new[] { VerificationStep.Numen, VerificationStep.BirthDate, VerificationStep.IdentityPaper })
            db.Add(Passed(ids[Verified], step, now));
        var wrong = new CaseStep { CaseId = ids[Verified], Step = VerificationStep.InaEnding };
        wrong.CountTry();
        var asked = new CaseStep { CaseId = ids[Vouched], Step = VerificationStep.Secretariat };
        asked.Ask(Agent.Login.ToString(), codeHash: null, protectedCode: null, now, now.AddMinutes(15));
        var shown = new CaseStep { CaseId = ids[Vouched], Step = VerificationStep.SessionCode };
        shown.Ask(Agent.Login.ToString(), "hash", vault.CloseCode("7K3M-9QXA"), now, now.AddMinutes(15));
        db.AddRange(wrong, asked, shown);
        foreach (var step in new[] { VerificationStep.BirthDate, VerificationStep.IdentityPaper })
            db.Add(Passed(ids[Privileged], step, now));
        db.Add(new CaseApproval { CaseId = ids[Privileged], Act = HelpAct.GiveCode, AskedBy = Agent.Login.ToString(), AskedAt = now });
        db.AddRange(
            Entry(ids[Verified], CaseEntryKind.Verified, nameof(VerificationStep.Numen), text: null, now),
            Entry(ids[Verified], CaseEntryKind.NotVerified, nameof(VerificationStep.InaEnding), text: null, now),
            Entry(ids[Verified], CaseEntryKind.Note, what: null, vault.CloseNote("Rappelle à 14 h depuis le lycée.\nIl n’a plus son téléphone."), now));
        return await db.SaveChangesAsync();
    }

    private static Task<int> AddAsync(ProviderHost host, AssistanceCase about, Action<AssistanceCase> change) => host.AskAsync<IdentityDb, int>(db =>
    {
        change(about);
        db.Add(about);
        return db.SaveChangesAsync();
    });

    private static AssistanceCase New(string reference, CaseOrigin origin, Person? about, DateTimeOffset at)
    {
        var row = new AssistanceCase { Reference = reference, Origin = origin, OpenedAt = at, OpenedBy = origin is CaseOrigin.Call ? Agent.Login.ToString() : null };
        if (about is not null)
            row.Identify(about.Key, string.Concat(about.Postings.Select(posting => $";{posting.Rne};")));
        return row;
    }

    private static AssistanceCase Said(ProviderHost host, AssistanceCase about) => new()
    {
        Reference = about.Reference,
        Origin = about.Origin,
        OpenedAt = about.OpenedAt,
        Said = host.Services.GetRequiredService<CaseVault>().Close(new CaseStatement
        {
            Name = "Claire M.",
            School = "Lycée Les Falaises",
            MailAddress = "claire.une-adresse-vraiment-longue-qui-ne-tient-pas@exemple.example.org",
            Phone = "06 00 00 00 00",
            Numen = SamplePeople.ClaireMartin.Numen!.Value.Reveal(),
            PostalAddress = "1 rue du Phare\n76470 Le Tréport",
            Subject = "Accès perdu",
            Text = "Bonjour,\n\nje n’ai plus ni mon téléphone, ni mon mot de passe.\nMerci !",
        }),
    };

    private static CaseStep Passed(long id, VerificationStep step, DateTimeOffset now)
    {
        var row = new CaseStep { CaseId = id, Step = step };
        row.Pass(Agent.Login.ToString(), now.AddMinutes(-2));
        return row;
    }

    private static CaseEntry Entry(long id, CaseEntryKind kind, string? what, string? text, DateTimeOffset now) =>
        new() { CaseId = id, At = now.AddMinutes(-2), By = Agent.Login.ToString(), Kind = kind, What = what, Text = text };
}

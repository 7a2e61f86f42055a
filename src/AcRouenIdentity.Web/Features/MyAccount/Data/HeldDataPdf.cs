using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>What is held of a person to be read on paper (RGPD, article 15), in the language of the page.</summary>
public sealed class HeldDataPdf(IEnumerable<IHeldData> parts, HeldDataWording wording, DataContact contact, IHeldDataPrinter printer, IStringLocalizer<HeldDataTexts> texts, TimeProvider clock)
{
    public async Task<byte[]> PrintAsync(Person owner, string subject, CancellationToken cancellationToken)
    {
        var chapters = new List<HeldChapter>();
        foreach (var part in parts.OrderBy(part => part.Topic))
            chapters.Add(await ChapterAsync(part, owner, subject, cancellationToken));

        var today = PublicDay.Of(clock);
        return printer.Print(new HeldDocument(
            texts["DocumentTitle"], CultureInfo.CurrentUICulture.Name, today, texts["PageNumber"], [texts["DocumentLead", owner.DisplayName, owner.Login, today], texts["DocumentRights", contact.Words]], chapters));
    }

    private async Task<HeldChapter> ChapterAsync(IHeldData part, Person owner, string subject, CancellationToken cancellationToken)
    {
        var entries = new List<IReadOnlyList<HeldLine>>();
        await foreach (var record in part.ReadAsync(owner, subject, cancellationToken))
            entries.Add([.. record.Fields.Select(wording.LineOf)]);
        HeldLine[] about =
        [
            new(texts["Label", texts["Source"]], wording.SourceOf(part.Topic)),
            new(texts["Label", texts["Purpose"]], wording.PurposeOf(part.Topic)),
            new(texts["Label", texts["Kept"]], wording.KeepingOf(part)),
        ];
        var form = part.Topic.IsSingle() ? HeldChapterForm.Sheet : HeldChapterForm.List;
        return new HeldChapter(wording.TitleOf(part.Topic), about, form, entries.Count > 0 ? entries : [[new HeldLine(texts["Nothing"], "")]]);
    }
}

using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>Requests about establishments, as records.</summary>
internal sealed class AafEstablishments(AafStructures structures, AafOptions options)
{
    private readonly KeysSeen keys = new();
    private readonly HashSet<Rne> rnes = [];

    public void Tell(AafRequest request, AafSource source, List<FeedRecord> told)
    {
        if (source.FindObstacle(request, AafNames.Establishments) is { } obstacle)
            told.Add(source.LeaveOut(request, obstacle, person: null));
        else
            Tell(request, source, source.FindKey(request)!, told);
    }

    private void Tell(AafRequest request, AafSource source, string key, List<FeedRecord> told)
    {
        switch (request.Operation)
        {
            case AafOperation.Add:
                Add(request, source, key, told);
                break;
            case AafOperation.Modify:
                Modify(request, source, key, told);
                break;
            case AafOperation.Delete:
                told.Add(structures.Find(key) is { } rne
                    ? new FeedRecord.EstablishmentGone(rne, source.At(request))
                    : source.LeaveOut(request, FeedIssueKind.StructureUnknown, person: null, key));
                break;
        }
    }

    private void Add(AafRequest request, AafSource source, string key, List<FeedRecord> told)
    {
        if (source.Kind == FeedKind.Complete && !keys.Add(key))
            told.Add(source.LeaveOut(request, FeedIssueKind.KeyTwice, person: null, key));
        else if (FindRne(request, source, told) is { } rne)
            Add(request, source, key, rne, told);
    }

    private void Add(AafRequest request, AafSource source, string key, Rne rne, List<FeedRecord> told)
    {
        structures.Learn(key, rne);
        if (rnes.Add(rne) || source.Kind == FeedKind.Delta)
            told.Add(new FeedRecord.EstablishmentSaid(new FeedEstablishment(new StructureKey(key), Describe(request, rne)), source.At(request)));
        else
            told.Add(source.Note(request, FeedIssueKind.UaiTwice, person: null, rne.ToString()));
    }

    private void Modify(AafRequest request, AafSource source, string key, List<FeedRecord> told)
    {
        if (request.Names(AafAttribute.Uai) && FindRne(request, source, told) is { } renamed)
            structures.Learn(key, renamed);
        if (structures.Find(key) is not { } rne)
        {
            told.Add(source.LeaveOut(request, FeedIssueKind.StructureUnknown, person: null, key));
            return;
        }

        var values = Describe(request, rne);
        told.Add(new FeedRecord.EstablishmentChanged(
            new FeedEstablishmentChange(
                rne,
                request.Names(AafAttribute.Name) ? values.Name : null,
                request.Names(AafAttribute.NatureCode) ? values.TypeCode : null,
                request.Names(AafAttribute.NatureCode) ? values.NatureCode : null,
                request.Names(AafAttribute.Contract) ? values.Sector : null,
                request.Names(AafAttribute.Town) ? values.Town : null,
                request.Names(AafAttribute.Phone) ? values.Phone : null),
            source.At(request)));
    }

    /// <summary>Null, and an issue, where there is no UAI. A wrong letter is what replacement zones have (DOMAIN 4).</summary>
    private static Rne? FindRne(AafRequest request, AafSource source, List<FeedRecord> told)
    {
        if (request.Find(AafAttribute.Uai) is not { } written)
        {
            told.Add(source.LeaveOut(request, FeedIssueKind.UaiMissing, person: null));
            return null;
        }

        if (!Rne.TryParse(written, out var rne))
        {
            told.Add(source.LeaveOut(request, FeedIssueKind.UaiMalformed, person: null, FeedValue.Detail(written)));
            return null;
        }

        if (!rne.HasValidLetter)
            told.Add(source.Note(request, FeedIssueKind.UaiLetterWrong, person: null, rne.ToString()));
        return rne;
    }

    private Establishment Describe(AafRequest request, Rne rne)
    {
        var nature = request.Find(AafAttribute.NatureCode) ?? "";
        var (name, town) = SplitName(request.Find(AafAttribute.Name) ?? "");
        return new Establishment(
            rne,
            name.Length > 0 ? name : rne.ToString(),
            options.Types.TryGetValue(nature, out var type) ? type : "",
            nature,
            Sector(request.Find(AafAttribute.Contract)),
            request.Find(AafAttribute.Town) ?? town)
        {
            Phone = request.Find(AafAttribute.Phone),
        };
    }

    /// <summary><c>CLG$CLG INTEGRATION$PARIS</c>: type, name and town; some have the name alone.</summary>
    private static (string Name, string? Town) SplitName(string written) => written.Split('$', StringSplitOptions.TrimEntries) switch
    {
        [_, var name, { Length: > 0 } town, ..] => (name, town),
        [_, var name, ..] => (name, null),
        [var name] => (name, null),
        [] => ("", null),
    };

    /// <summary>Every kind of contract is private; a feed that says nothing leaves it open.</summary>
    private static string Sector(string? contract) => contract?.ToUpperInvariant() switch
    {
        null => "",
        "PU" or "PUBLIC" => "PU",
        _ => "PR",
    };
}

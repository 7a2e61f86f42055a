using System.Text.Json;
using System.Text.Json.Serialization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>One side of a change as history keeps it: without NUMEN, birth and postal address.</summary>
public static partial class ChangeFacts
{
    private const char Between = '\n';

    public static PersonChange Write(PlanLine line, int? runId, ChangeStage stage, DateTimeOffset now, string? by, string? note)
    {
        var facts = (line.After ?? line.Before)?.Facts;
        return new PersonChange
        {
            RunId = runId,
            DirectoryKey = line.Key.Value,
            Kind = line.Kind,
            Reason = line.Reason,
            Stage = stage,
            At = now,
            By = by,
            Note = note,
            Changed = line.Changed,
            Name = facts is null ? null : $"{facts.GivenName} {facts.Surname}".Trim(),
            Establishments = PersonRecords.Joined((line.Before?.Facts.Establishments() ?? []).Concat(line.After?.Facts.Establishments() ?? [])),
            Before = line.Before is { } before ? Write(before) : null,
            After = line.After is { } after ? Write(after) : null,
            Others = line.Others is [] ? null : string.Join(Between, line.Others),
            File = line.Place?.File,
            Line = line.Place?.Line ?? 0,
        };
    }

    public static PlanLine Read(PersonChange change) => new()
    {
        Kind = change.Kind,
        Reason = change.Reason,
        Key = new DirectoryKey(change.DirectoryKey),
        Before = change.Before is { } before ? Read(change, before) : null,
        After = change.After is { } after ? Read(change, after) : null,
        Changed = change.Changed,
        Others = [.. (change.Others ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(key => new DirectoryKey(key))],
        Place = change.File is { } file ? new FeedPlace(file, change.Line) : null,
    };

    private static string Write(KnownPerson person)
    {
        var facts = person.Facts;
        return JsonSerializer.Serialize(
            new Side
            {
                Login = person.Login?.ToString(),
                Address = person.Address?.ToString(),
                State = person.State,
                Departure = person.Departure?.Reason,
                On = person.Departure?.On,
                GivenName = facts.GivenName,
                Surname = facts.Surname,
                Others = facts.OtherGivenNames is [] ? null : string.Join(Between, facts.OtherGivenNames),
                Civility = facts.Civility,
                Main = facts.MainEstablishment?.ToString(),
                Postings = facts.Postings is [] ? null : [.. facts.Postings.Select(PostingLine.Write)],
                IsTeacher = facts.IsTeacher,
                Start = facts.Start,
                End = facts.End,
            },
            SideFormat.Default.Side);
    }

    private static KnownPerson Read(PersonChange change, string json)
    {
        var side = JsonSerializer.Deserialize(json, SideFormat.Default.Side)!;
        return new KnownPerson
        {
            Key = new DirectoryKey(change.DirectoryKey),
            FeedKey = null,
            Login = Login.TryParse(side.Login, out var login) ? login : null,
            Address = MailAddress.TryParse(side.Address, out var address) ? address : null,
            State = side.State,
            Departure = side is { Departure: { } reason, On: { } day } ? new Departure(reason, day) : null,
            Facts = new PersonFacts
            {
                Surname = side.Surname,
                GivenName = side.GivenName,
                OtherGivenNames = side.Others?.Split(Between) ?? [],
                Civility = side.Civility,
                MainEstablishment = Rne.TryParse(side.Main, out var main) ? main : null,
                Postings = [.. (side.Postings ?? []).Select(PostingLine.Read)],
                IsTeacher = side.IsTeacher,
                Start = side.Start,
                End = side.End,
            },
        };
    }

    private sealed record Side
    {
        public string? Login { get; init; }

        public string? Address { get; init; }

        public AccountState State { get; init; }

        public DepartureReason? Departure { get; init; }

        public DateOnly? On { get; init; }

        public string GivenName { get; init; } = "";

        public string Surname { get; init; } = "";

        public string? Others { get; init; }

        public Civility? Civility { get; init; }

        public string? Main { get; init; }

        public IReadOnlyList<string>? Postings { get; init; }

        public bool? IsTeacher { get; init; }

        public DateOnly? Start { get; init; }

        public DateOnly? End { get; init; }
    }

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Side))]
    private sealed partial class SideFormat : JsonSerializerContext;
}

using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Addresses;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

public sealed record LetterOrder(Letter Letter, PersonRecord Person, Ina? Ina, MailAddress? FormerAddress);

/// <summary>A letter in memory, and what of it the database keeps.</summary>
public sealed record WrittenLetter(LetterContent Content, string? CodeLookup, string? SecretHash, DateTimeOffset ExpiresAt);

/// <summary>Letters of one secretariat.</summary>
public sealed record WrittenLetters(HandOverSheet? Sheet, IReadOnlyList<WrittenLetter> Letters);

/// <summary>Writes letters: new secrets, their hashes, and all that is printed.</summary>
public sealed class LetterWriting(
    IDirectory directory, PersonRecords records, ISecretGenerator secrets, SlowHash slow, KeyedHash hash, PublicAddress address, IOptions<LetterOptions> options)
{
    /// <param name="orders">Of one establishment.</param>
    /// <exception cref="DirectoryUnavailableException">The name of the establishment is not known.</exception>
    public async Task<WrittenLetters> WriteAsync(LetterBatch batch, IReadOnlyList<LetterOrder> orders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var school = await FindSchoolAsync(orders[0].Letter.Establishment, cancellationToken);
        var written = new WrittenLetter[orders.Count];

        // Hashing is what takes the time, and tens of megabytes a hash: no more at once than there are cores.
        Parallel.For(0, orders.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, index => written[index] = Write(batch, orders[index], school, now));
        return new WrittenLetters(SheetOf(batch, orders, school, now), written);
    }

    private WrittenLetter Write(LetterBatch batch, LetterOrder order, EstablishmentLabel? school, DateTimeOffset now)
    {
        var person = records.Read(order.Person);
        PrintedCode? code = batch.Kind == LetterKind.FirstAccess ? New(LetterCodes.ConfirmationLength) : null;
        PrintedCode? secret = batch.Kind is LetterKind.FirstAccess or LetterKind.Recovery ? New(LetterCodes.SecretLength) : null;
        var lastDay = PublicDay.Of(now).AddDays(batch.Kind == LetterKind.Recovery ? options.Value.RecoveryDays : options.Value.FirstAccessDays);
        var content = new LetterContent
        {
            Kind = batch.Kind,
            Reference = Letter.ReferenceOf(batch.Id, order.Letter.Rank),
            Date = PublicDay.Of(now),
            Addressee = Addressee(person, school),
            Name = NameOf(person),
            Login = person.Login!.Value,
            Address = person.Address!.Value,
            FormerAddress = order.FormerAddress,
            Ina = order.Ina,
            ConfirmationCode = code,
            Secret = secret,
            ShortAddress = $"{address.Host}{address.PathBase}{LetterPaths.LeadsTo(batch.Kind)}",
            QrAddress = QrAddressOf(batch.Kind, code, secret),
            LastDay = secret is null ? null : lastDay,
        };
        return new WrittenLetter(content, code is { } lookup ? LetterCodes.Lookup(hash, lookup) : null, secret is { } typed ? slow.Of(typed.Reveal()) : null, PublicDay.EndOf(lastDay));
    }

    /// <summary>INA and code of a recovery are typed by hand: whoever photographs the letter gets no more than the page.</summary>
    private Uri? QrAddressOf(LetterKind kind, PrintedCode? code, PrintedCode? secret) => kind switch
    {
        LetterKind.FirstAccess => new Uri(address.Of(LetterPaths.FirstAccess[1..]), LetterCodes.Fragment(code!.Value, secret!.Value)),
        LetterKind.Recovery => address.Of(LetterPaths.LeadsTo(kind)[1..]),
        LetterKind.InaRenewal or LetterKind.AddressChange => null,
    };

    private PrintedCode New(int length) => PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(length)), length);

    private static HandOverSheet? SheetOf(LetterBatch batch, IReadOnlyList<LetterOrder> orders, EstablishmentLabel? school, DateTimeOffset now) => new(
        school,
        batch.Id,
        PublicDay.Of(now),
        [.. orders.Select(order => new HandOverLine(
            Letter.ReferenceOf(batch.Id, order.Letter.Rank), $"{order.Person.Surname} {order.Person.GivenName}", FunctionOf(order.Person), batch.Kind))]);

    private static string? FunctionOf(PersonRecord person) => PostingLine.FirstOf(person.Postings)?.FunctionLabel;

    private static string NameOf(KnownPerson person) => $"{CivilityOf(person)}{person.Facts.GivenName} {person.Facts.Surname}".Trim();

    private static string CivilityOf(KnownPerson person) => person.Facts.Civility switch
    {
        Civility.Madame => "Mme ",
        Civility.Monsieur => "M. ",
        _ => "",
    };

    /// <summary>At the school, where the secretariat hands it over; at home for people without one.</summary>
    private static PostalBlock Addressee(KnownPerson person, EstablishmentLabel? school)
    {
        if (school is not null)
            return PostalBlock.Of([NameOf(person), "Sous couvert du secrétariat"], [school.Name, school.Town ?? ""]);
        var home = (person.Facts.PostalAddress ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return PostalBlock.Of([NameOf(person)], home);
    }

    private async Task<EstablishmentLabel?> FindSchoolAsync(string? uai, CancellationToken cancellationToken)
    {
        if (!Rne.TryParse(uai, out var rne))
            return null;
        var found = await directory.FindEstablishmentsAsync([rne], cancellationToken) is [var only, ..] ? only : null;
        return new EstablishmentLabel(rne.ToString(), found?.Name ?? rne.ToString(), found?.Town);
    }
}

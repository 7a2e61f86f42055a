using System.Globalization;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Provisioning.Runs;

/// <summary>What stops a plan, as a run keeps it: one a line.</summary>
public static class ConfirmationText
{
    private const string Closed = "closed";
    private const string Empties = "empties";

    public static string Write(IEnumerable<ConfirmationNeeded> confirmations) => string.Join('\n', confirmations.Select(Write));

    /// <exception cref="FormatException">Not written by <see cref="Write(IEnumerable{ConfirmationNeeded})"/>.</exception>
    public static IReadOnlyList<ConfirmationNeeded> Read(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    /// <summary>Whoever confirmed that so many accounts close did not confirm that more do, nor that another school empties.</summary>
    public static bool Covers(IReadOnlyCollection<ConfirmationNeeded> confirmed, IEnumerable<ConfirmationNeeded> needed) =>
        needed.All(stop => confirmed.Any(known => Covers(known, stop)));

    private static bool Covers(ConfirmationNeeded known, ConfirmationNeeded stop) => (known, stop) switch
    {
        (ConfirmationNeeded.ManyAccountsClose said, ConfirmationNeeded.ManyAccountsClose now) => now.Closed <= said.Closed,
        (ConfirmationNeeded.EstablishmentEmpties said, ConfirmationNeeded.EstablishmentEmpties now) => now.Establishment == said.Establishment,
        _ => false,
    };

    private static string Write(ConfirmationNeeded confirmation) => confirmation switch
    {
        ConfirmationNeeded.ManyAccountsClose(var closed, var open) => string.Create(CultureInfo.InvariantCulture, $"{Closed} {closed} {open}"),
        ConfirmationNeeded.EstablishmentEmpties(var establishment, var people) => string.Create(CultureInfo.InvariantCulture, $"{Empties} {establishment} {people}"),
        _ => throw new InvalidOperationException("A closed set."),
    };

    private static ConfirmationNeeded ReadOne(string line) => line.Split(' ') switch
    {
        [Closed, var closed, var open] => new ConfirmationNeeded.ManyAccountsClose(Number(closed), Number(open)),
        [Empties, var establishment, var people] => new ConfirmationNeeded.EstablishmentEmpties(Rne.Parse(establishment), Number(people)),
        _ => throw new FormatException("Not a confirmation."),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

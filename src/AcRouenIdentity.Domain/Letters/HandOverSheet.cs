namespace AcRouenIdentity.Domain.Letters;

/// <summary><i>Bordereau de remise</i>: what the secretariat of a school hands over, a line and a signature for each letter.</summary>
/// <param name="Establishment">UAI, name and town; null for letters that go to people's homes.</param>
/// <param name="Batch">Number of the batch, as officers speak of it.</param>
/// <param name="Lines">In the order in which the letters lie.</param>
public sealed record HandOverSheet(EstablishmentLabel? Establishment, int Batch, DateOnly Date, IReadOnlyList<HandOverLine> Lines);

/// <param name="Uai">Eight characters.</param>
/// <param name="Name">With its kind: <c>COLLEGE Jacques Tati</c>.</param>
public sealed record EstablishmentLabel(string Uai, string Name, string? Town);

/// <param name="Reference">That of <see cref="LetterContent.Reference"/>.</param>
/// <param name="Name">Surname first, as a list is sorted.</param>
/// <param name="Function">In words, or null.</param>
public sealed record HandOverLine(string Reference, string Name, string? Function, LetterKind Kind);

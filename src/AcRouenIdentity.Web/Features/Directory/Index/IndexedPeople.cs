namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>Who is in the index, in the order of a French list of names, and the words of their names.</summary>
/// <param name="Keys">Of the directory; the place of a key is the number of its person.</param>
/// <param name="Cards">Beginnings of the numbers of their cards.</param>
internal sealed record IndexedPeople(string[] Keys, IReadOnlyDictionary<ulong, int> Cards, WordIndex Surnames, WordIndex GivenNames);

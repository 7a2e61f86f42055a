using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning.Packing;

/// <summary>Texts that many people share: establishments, functions, disciplines, files.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<string> texts = [];
    private readonly Dictionary<int, Rne> establishments = [];

    public string this[int number] => texts[number];

    /// <summary>The text of that number, parsed once.</summary>
    public Rne EstablishmentAt(int number)
    {
        if (!establishments.TryGetValue(number, out var rne))
            establishments.Add(number, rne = Rne.Parse(texts[number]));
        return rne;
    }

    public int NumberOf(string text)
    {
        if (numbers.TryGetValue(text, out var number))
            return number;

        texts.Add(text);
        numbers.Add(text, texts.Count - 1);
        return texts.Count - 1;
    }
}

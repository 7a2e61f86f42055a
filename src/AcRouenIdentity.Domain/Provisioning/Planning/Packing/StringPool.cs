namespace AcRouenIdentity.Domain.Provisioning.Planning.Packing;

/// <summary>Texts that many people share: establishments, functions, disciplines, files.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<string> texts = [];

    public string this[int number] => texts[number];

    public int NumberOf(string text)
    {
        if (numbers.TryGetValue(text, out var number))
            return number;

        texts.Add(text);
        numbers.Add(text, texts.Count - 1);
        return texts.Count - 1;
    }
}

using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

internal enum AafOperation
{
    Add,
    Modify,
    Delete,
}

/// <summary>One request of a file, used again for the next one: a file of a million people takes the place of one.</summary>
internal sealed class AafRequest
{
    private static readonly int Attributes = Enum.GetValues<AafAttribute>().Length;
    private readonly List<string>[] values = [.. Enumerable.Range(0, Attributes).Select(_ => new List<string>())];
    private readonly bool[] named = new bool[Attributes];

    public AafOperation Operation { get; private set; }

    public int Line { get; private set; }

    /// <summary>What is wrong with it by its form; such a record is left out.</summary>
    public (FeedIssueKind Kind, int Line, string? Detail)? Defect { get; private set; }

    public void Start(AafOperation operation, int line)
    {
        Operation = operation;
        Line = line;
        Defect = null;
        Array.Clear(named);
        foreach (var list in values)
            list.Clear();
    }

    public void Name(AafAttribute attribute) => named[(int)attribute] = true;

    public void Add(AafAttribute attribute, string value) => values[(int)attribute].Add(value);

    /// <summary>The first one counts.</summary>
    public void Spoil(FeedIssueKind kind, int line, string? detail) => Defect ??= (kind, line, detail);

    public bool Names(AafAttribute attribute) => named[(int)attribute];

    public List<string> All(AafAttribute attribute) => values[(int)attribute];

    /// <summary>Null where there is none, or <c>&lt;value/&gt;</c>.</summary>
    public string? Find(AafAttribute attribute) => values[(int)attribute] is [var first, ..] ? first : null;
}

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>A claim and its value, before anybody decided how it travels.</summary>
public abstract record PersonClaim(string Name)
{
    public sealed record Text(string Name, string Value) : PersonClaim(Name);

    /// <summary>Always an array in JSON, even with one value: consumers must not see the type change with the number of postings.</summary>
    public sealed record TextList(string Name, IReadOnlyList<string> Values) : PersonClaim(Name);

    public sealed record Flag(string Name, bool Value) : PersonClaim(Name);

    public sealed record Number(string Name, long Value) : PersonClaim(Name);

    /// <summary>A JSON object of texts.</summary>
    public sealed record Group(string Name, IReadOnlyDictionary<string, string> Members) : PersonClaim(Name);

    public T Match<T>(Func<Text, T> text, Func<TextList, T> list, Func<Flag, T> flag, Func<Number, T> number, Func<Group, T> group) => this switch
    {
        Text claim => text(claim),
        TextList claim => list(claim),
        Flag claim => flag(claim),
        Number claim => number(claim),
        Group claim => group(claim),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

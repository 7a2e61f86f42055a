namespace AcRouenIdentity.Domain.PersonalData;

/// <summary>One thing that is held of a person. What is not known is absent.</summary>
public sealed record HeldRecord(IReadOnlyList<HeldField> Fields)
{
    public static HeldRecord Of(params IEnumerable<HeldField?> fields) => new([.. fields.OfType<HeldField>()]);
}

/// <param name="Name">For programs: stable, and in lower camel case.</param>
public sealed record HeldField(string Name, HeldValue Value);

/// <summary>A value, before anybody decided whether a program or its owner reads it.</summary>
public abstract record HeldValue
{
    private HeldValue()
    {
    }

    public sealed record Text(string Value) : HeldValue;

    /// <summary>One of a closed list.</summary>
    /// <param name="Code">For programs.</param>
    /// <param name="Words">For its owner, in the language of the page.</param>
    public sealed record Choice(string Code, string Words) : HeldValue;

    public sealed record Moment(DateTimeOffset Value) : HeldValue;

    public sealed record Day(DateOnly Value) : HeldValue;

    public sealed record Number(long Value) : HeldValue;

    public sealed record Flag(bool Value) : HeldValue;

    public sealed record Records(IReadOnlyList<HeldRecord> Value) : HeldValue;

    public T Match<T>(
        Func<Text, T> text, Func<Choice, T> choice, Func<Moment, T> moment, Func<Day, T> day, Func<Number, T> number, Func<Flag, T> flag, Func<Records, T> records) => this switch
    {
        Text value => text(value),
        Choice value => choice(value),
        Moment value => moment(value),
        Day value => day(value),
        Number value => number(value),
        Flag value => flag(value),
        Records value => records(value),
        _ => throw new InvalidOperationException("A closed set."),
    };
}

namespace AcRouenIdentity.Domain.PersonalData;

/// <summary>Fields of a record; null for what is not known.</summary>
public static class Held
{
    public static HeldField? Text(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : new HeldField(name, new HeldValue.Text(value));

    public static HeldField? Moment(string name, DateTimeOffset? value) => value is { } moment ? new HeldField(name, new HeldValue.Moment(moment)) : null;

    public static HeldField? Day(string name, DateOnly? value) => value is { } day ? new HeldField(name, new HeldValue.Day(day)) : null;

    public static HeldField? Number(string name, long? value) => value is { } number ? new HeldField(name, new HeldValue.Number(number)) : null;

    public static HeldField? Flag(string name, bool? value) => value is { } flag ? new HeldField(name, new HeldValue.Flag(flag)) : null;

    public static HeldField? Choice<T>(string name, T? value, Func<T, string> words)
        where T : struct, Enum => value is { } choice ? new HeldField(name, new HeldValue.Choice(choice.ToString(), words(choice))) : null;

    public static HeldField? Records(string name, IReadOnlyList<HeldRecord> value) => value.Count > 0 ? new HeldField(name, new HeldValue.Records(value)) : null;
}

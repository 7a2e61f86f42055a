using AcRouenIdentity.Architecture.Tests.Planted.Features.Letters;
using AcRouenIdentity.Architecture.Tests.Planted.Features.Passwords;

namespace AcRouenIdentity.Architecture.Tests.Planted.Features.SignIn;

public static class InABody
{
    public static int Read() => Letter.Count;
}

public static class InAnAsyncBody
{
    public static async Task ReadAsync()
    {
        await Task.Yield();
        await Letter.PrintAsync();
    }
}

public static class InAnAsyncLambda
{
    public static Func<Task> Read => async () =>
    {
        await Task.Yield();
        await Letter.PrintAsync();
    };
}

public static class InALambda
{
    public static Func<int, int> Read => more => Letter.Count + more;
}

public static class InAnIterator
{
    public static IEnumerable<int> Read()
    {
        yield return 1;
        yield return Letter.Count;
    }
}

public static class InALocalFunction
{
    public static int Read(int more)
    {
        return Inside();

        int Inside() => Letter.Count + more;
    }
}

public sealed class ByInheritance : Letter;

public sealed class ByConstructor(Letter letter)
{
    public override string? ToString() => letter.ToString();
}

public static class AsGenericArgument
{
    public static IReadOnlyList<Letter> Read() => [];
}

public static class ByTypeOf
{
    public static string Read() => typeof(Letter).Name;
}

[Letter]
public sealed class ByAMarkOnTheType;

[System.ComponentModel.TypeConverter(typeof(Letter))]
public sealed class ByTheTypeInAMark;

public static class ByACatch
{
    public static void Read(Action action)
    {
        try
        {
            action();
        }
        catch (LetterLostException)
        {
        }
    }
}

public static class InANestedType
{
    private static class Inside
    {
        public static int Read() => Letter.Count;
    }

    public static int Nothing() => Inside.Read();
}

public static class Innocent
{
    public static async Task<int> ReadAsync()
    {
        await Task.Yield();
        return 1;
    }
}

public static class KnowsWhomItMay
{
    public static Choice Read() => new();
}

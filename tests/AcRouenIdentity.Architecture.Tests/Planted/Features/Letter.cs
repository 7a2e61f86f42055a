namespace AcRouenIdentity.Architecture.Tests.Planted.Features.Letters;

/// <summary>Belongs to a slice that SignIn must not know.</summary>
public class Letter
{
    public static int Count => 1;

    public static Task PrintAsync() => Task.CompletedTask;
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class LetterAttribute : Attribute;

public sealed class LetterLostException : Exception;

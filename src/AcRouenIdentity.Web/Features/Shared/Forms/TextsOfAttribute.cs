namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>Says where the words of a form stand: [TextsOf(typeof(SignInTexts))]. Names, hints and messages of its fields are keys of that resource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TextsOfAttribute(Type texts) : Attribute
{
    public Type Texts { get; } = texts;
}

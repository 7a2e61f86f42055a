using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Letters.Pdf;

namespace AcRouenIdentity.Infrastructure.Letters.Texts;

/// <summary>Who writes, and in which colour: the section <c>letters</c> of a <c>theme.json</c>.</summary>
/// <param name="Sender">Name, then what stands under it.</param>
/// <param name="Kinds">What a hand-over sheet calls each kind of letter.</param>
internal sealed record LetterLook(IReadOnlyList<string> Sender, Ink Colour, Ink Tint, PictureFile? Logo, IReadOnlyDictionary<LetterKind, string> Kinds)
{
    public string NameOf(LetterKind kind) => Kinds.TryGetValue(kind, out var name) ? name : kind.ToString();
}

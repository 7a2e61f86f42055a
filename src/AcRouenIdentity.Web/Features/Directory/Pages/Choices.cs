using AcRouenIdentity.Web.Features.Directory.Index;

namespace AcRouenIdentity.Web.Features.Directory.Pages;

/// <summary>A list of labels of which one may be chosen; drawn by the partial view <c>_Choices</c>.</summary>
/// <param name="Chosen">Code of the one that is, or null.</param>
internal sealed record Choices(string Name, string Label, IReadOnlyList<Label> Labels, string? Chosen);

namespace AcRouenIdentity.Web.Features.Shared.Lists;

/// <summary>Links between the sheets of a long list; drawn by the partial view <c>_SheetLinks</c>.</summary>
/// <param name="Query">What is asked besides, without the number: <c>nature=Create&amp;</c>, or nothing.</param>
internal sealed record SheetLinks(int Number, int Last, string Query)
{
    public string? Before => Number > 1 ? To(Number - 1) : null;

    public string? After => Number < Last ? To(Number + 1) : null;

    private string To(int number) => $"?{Query}feuille={number}";
}

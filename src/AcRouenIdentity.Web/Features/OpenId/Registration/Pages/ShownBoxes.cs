namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>A list of which several may be ticked.</summary>
/// <param name="Field">Of <see cref="ClientForm"/>.</param>
public sealed record ShownBoxes(string Field, IReadOnlyList<string> Options, IList<string> Ticked);

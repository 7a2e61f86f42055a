namespace AcRouenIdentity.Web.Features.MyAccount.Activity;

/// <summary>What <c>_Happenings</c> shows.</summary>
public sealed record HappeningTable(IReadOnlyList<Happening> Happenings, ActivityWording Wording);

using AcRouenIdentity.Domain.Recovery;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>The ways back into an account, each with what it needs at hand and how long it takes.</summary>
public sealed class ChoicePage(IStringLocalizer<RecoveryTexts> texts) : RecoveryPage(texts)
{
    public bool IsTheft => Destination.Entry is RecoveryEntry.Theft;

    public void OnGet()
    {
    }
}

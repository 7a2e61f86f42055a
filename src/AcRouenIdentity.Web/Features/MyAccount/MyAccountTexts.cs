namespace AcRouenIdentity.Web.Features.MyAccount;

/// <summary>Names MyAccountTexts.resx (French) and MyAccountTexts.en.resx.</summary>
public sealed class MyAccountTexts;

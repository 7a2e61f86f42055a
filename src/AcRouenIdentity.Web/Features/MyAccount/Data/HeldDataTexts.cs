namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Names HeldDataTexts.resx (French) and HeldDataTexts.en.resx: what each topic is, and what its fields are called.</summary>
public sealed class HeldDataTexts;

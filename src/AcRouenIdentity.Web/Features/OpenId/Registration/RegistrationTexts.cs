namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>Names what administrators read of applications: RegistrationTexts.resx (French) and RegistrationTexts.en.resx.</summary>
public sealed class RegistrationTexts;

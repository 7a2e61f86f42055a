namespace AcRouenIdentity.Web.Features.MyAccount.Preferences;

/// <summary>Names PreferencesTexts.resx (French) and PreferencesTexts.en.resx.</summary>
public sealed class PreferencesTexts;

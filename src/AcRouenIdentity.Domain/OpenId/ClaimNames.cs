namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// Names of claims: OpenID Connect Core 5.1, then those of the academic identity vector (DOMAIN 3), which ENT and ARENA consumers know under these
/// very spellings.
/// </summary>
public static class ClaimNames
{
    public const string Subject = "sub";
    public const string SessionId = "sid";
    public const string AuthenticationTime = "auth_time";
    public const string AuthenticationClass = "acr";
    public const string AuthenticationMethods = "amr";
    public const string Name = "name";
    public const string GivenName = "given_name";
    public const string FamilyName = "family_name";
    public const string PreferredUsername = "preferred_username";
    public const string Locale = "locale";
    public const string Email = "email";
    public const string EmailVerified = "email_verified";

    /// <summary>Where the person works: <c>formatted</c> and, where the directory knows the town, <c>locality</c>.</summary>
    public const string Address = "address";

    /// <summary>Establishments to read, main one first: <c>Lycée des Falaises (Dieppe)</c>.</summary>
    public const string Establishments = "establishments";

    /// <summary>UAI of the establishments, main one first.</summary>
    public const string Rne = "rne";

    /// <summary>Function codes of <c>ENTPersonFonctions</c>: ENS, DIR, DOC.</summary>
    public const string Functions = "functions";

    public const string Discipline = "discipline";
    public const string Title = "title";
    public const string FrEduRne = "FrEduRne";
    public const string FrEduFonctAdm = "FrEduFonctAdm";
    public const string CodeAcademie = "codaca";
    public const string UserType = "typensi";
}

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Every page of the provider, one line each: those tests look at each of them in both themes, on both screens, in both colour schemes.</summary>
public static class Pages
{
    /// <summary>Pages for everybody.</summary>
    public static TheoryData<string> Public => new()
    {
        "/connexion",
        "/deconnexion",
        "/aide",
        "/etat",
        "/accessibilite",
        "/mentions-legales",
        "/rien-ici",
    };

    /// <summary>Pages as somebody signed in sees them.</summary>
    public static TheoryData<string> Private => new()
    {
        "/",
        "/deconnexion",
    };
}

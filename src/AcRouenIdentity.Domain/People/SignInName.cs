namespace AcRouenIdentity.Domain.People;

/// <summary>What a person types to say who they are: identifiant, address or NUMEN. Told apart by form alone.</summary>
public abstract record SignInName
{
    private SignInName()
    {
    }

    /// <summary>The longest text worth parsing: an address.</summary>
    public const int MaxLength = 254;

    public static SignInName? TryParse(string? text)
    {
        if (text is null || text.Length > MaxLength + 16)
            return null;
        if (People.Numen.TryParse(text, out var numen))
            return new ByNumen(numen);
        if (People.MailAddress.TryParse(text, out var address))
            return new ByAddress(address);
        return People.Login.TryParse(text, out var login) ? new ByLogin(login) : null;
    }

    public sealed record ByLogin(Login Login) : SignInName;

    public sealed record ByAddress(MailAddress Address) : SignInName;

    public sealed record ByNumen(Numen Numen) : SignInName;
}

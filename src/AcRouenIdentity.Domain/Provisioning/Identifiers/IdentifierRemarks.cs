namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>Why an officer should look at the identifiers that a name gave. Several may hold at once.</summary>
[Flags]
public enum IdentifierRemarks
{
    None = 0,

    /// <summary>The feed gives no first name, or none that can be read.</summary>
    WithoutGivenName = 1,

    /// <summary>The feed gives no surname, or none that can be read.</summary>
    WithoutSurname = 2,

    /// <summary>Letters of a script that is not read here were left out.</summary>
    LettersLeftOut = 4,

    /// <summary>The usual form would be reserved or offensive; another one was given.</summary>
    UsualFormRefused = 8,

    /// <summary>Nothing of the name could serve: the identifiers are neutral.</summary>
    Neutral = 16,

    /// <summary>Cut to fit.</summary>
    Shortened = 32,
}

namespace AcRouenIdentity.Domain.Letters;

public enum LetterKind
{
    /// <summary>To somebody who has no password yet: identifiant, address, INA, code de confirmation provisoire, mot de passe provisoire.</summary>
    FirstAccess,

    /// <summary><i>Courrier INA</i>, for a forgotten password: INA and letter code.</summary>
    Recovery,

    /// <summary>A new INA; the one before ends.</summary>
    InaRenewal,

    /// <summary>The address has changed.</summary>
    AddressChange,
}

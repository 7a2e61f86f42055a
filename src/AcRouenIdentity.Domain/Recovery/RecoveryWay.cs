namespace AcRouenIdentity.Domain.Recovery;

/// <summary>What somebody who cannot sign in proves first.</summary>
public enum RecoveryWay
{
    /// <summary>The INA, and that they read a backup address of the same person.</summary>
    BackupAddress,

    /// <summary>The INA, and the code of a letter that somebody handed over.</summary>
    Letter,

    /// <summary>A code that an agent gave once they had verified who was calling.</summary>
    Assistance,
}

namespace AcRouenIdentity.Domain.People;

/// <summary>What stands behind an address that comes to an account, beside the code that was sent there.</summary>
public enum BackupAddressGround
{
    /// <summary>The person never had another.</summary>
    First,

    /// <summary>The session was proven with two factors, which the person had for longer than a change waits.</summary>
    TwoFactors,

    /// <summary>A code sent to an address that served already.</summary>
    OlderAddress,

    /// <summary>One factor: whoever knows the password could have done it.</summary>
    OneFactor,
}

public static class BackupAddressGrounds
{
    /// <param name="delay">For which a change waits that one factor alone stands behind.</param>
    public static DateTimeOffset ServesFrom(this BackupAddressGround ground, DateTimeOffset now, TimeSpan delay) => ground switch
    {
        BackupAddressGround.First or BackupAddressGround.TwoFactors or BackupAddressGround.OlderAddress => now,
        BackupAddressGround.OneFactor => now + delay,
    };
}

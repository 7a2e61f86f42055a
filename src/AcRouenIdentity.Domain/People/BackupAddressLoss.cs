namespace AcRouenIdentity.Domain.People;

/// <summary>What somebody loses by removing an address: they are told, and say that they understood.</summary>
public enum BackupAddressLoss
{
    /// <summary>Another may serve a recovery now.</summary>
    Nothing,

    /// <summary>Others are there, and none may serve yet.</summary>
    UntilAnotherServes,

    /// <summary>None is left.</summary>
    All,
}

public static class BackupAddressLosses
{
    /// <param name="all">Of its owner.</param>
    public static BackupAddressLoss LossBy(this IEnumerable<BackupAddress> all, BackupAddress removed, DateTimeOffset now)
    {
        var left = all.Where(address => address.IsThere && address.Id != removed.Id).ToList();
        if (left.Count == 0)
            return BackupAddressLoss.All;
        return left.Exists(address => address.MayServeRecovery(now)) ? BackupAddressLoss.Nothing : BackupAddressLoss.UntilAnotherServes;
    }
}

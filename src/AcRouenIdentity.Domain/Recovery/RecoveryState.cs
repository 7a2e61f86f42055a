namespace AcRouenIdentity.Domain.Recovery;

public enum RecoveryState
{
    /// <summary>Something was asked for; a code is waited for, whether one has left or not.</summary>
    Awaiting,

    /// <summary>What the way asks for is proven. A second proof is waited for, where one is asked of the person.</summary>
    Proven,

    /// <summary>The browser was given the right to choose a password.</summary>
    Finished,

    /// <summary>A newer one took its place, it was tried too often, or the password was chosen elsewhere.</summary>
    Ended,
}

public enum RecoveryStep
{
    /// <summary>The code that was waited for was right.</summary>
    Prove,

    /// <summary>All that is asked of the person is proven.</summary>
    Finish,
    End,
}

/// <summary>Every step that a recovery can take; whatever is not here cannot be done. Drawn in <c>recovery.mermaid</c>.</summary>
public static class RecoveryTransitions
{
    public static IReadOnlyDictionary<(RecoveryState From, RecoveryStep Step), RecoveryState> All { get; } = new Dictionary<(RecoveryState, RecoveryStep), RecoveryState>
    {
        [(RecoveryState.Awaiting, RecoveryStep.Prove)] = RecoveryState.Proven,
        [(RecoveryState.Awaiting, RecoveryStep.End)] = RecoveryState.Ended,
        [(RecoveryState.Proven, RecoveryStep.Finish)] = RecoveryState.Finished,
        [(RecoveryState.Proven, RecoveryStep.End)] = RecoveryState.Ended,
    };

    /// <summary>How a recovery may begin: with a code to wait for, or with a letter or a code in hand.</summary>
    public static IReadOnlyCollection<RecoveryState> Beginnings { get; } = [RecoveryState.Awaiting, RecoveryState.Proven];
}

namespace AcRouenIdentity.Domain.People;

/// <summary>Why nobody enters an account, whatever they prove, until a recovery gives it back. The stricter one stands.</summary>
public enum AccountAlarm
{
    /// <summary>Its owner said that somebody else uses it. Each way of recovery gives it back.</summary>
    Hacked,

    /// <summary>
    /// Whoever reads one of its addresses said that a change was not theirs. Somebody of a backup address may stand behind that change, so that a letter or the assistance gives it back, and no mail.
    /// </summary>
    Contested,
}

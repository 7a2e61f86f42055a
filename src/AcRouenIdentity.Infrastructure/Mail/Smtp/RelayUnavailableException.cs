namespace AcRouenIdentity.Infrastructure.Mail.Smtp;

/// <summary>The relay cannot be spoken to now: it is away, or does not let us in. No mail was tried.</summary>
internal sealed class RelayUnavailableException(string reason, Exception cause) : Exception($"The mail relay is unavailable: {reason}.", cause)
{
    public string Reason { get; } = reason;
}

using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.OpenRegistration;

public abstract record RegistrationOutcome
{
    private RegistrationOutcome()
    {
    }

    public T Match<T>(Func<Registered, T> registered, Func<Refused, T> refused, Func<Postponed, T> postponed) => this switch
    {
        Registered outcome => registered(outcome),
        Refused outcome => refused(outcome),
        Postponed outcome => postponed(outcome),
        _ => throw new InvalidOperationException("A closed set."),
    };

    public sealed record Registered(Client Client, DateTimeOffset At) : RegistrationOutcome;

    public sealed record Refused(RegistrationFault Fault) : RegistrationOutcome;

    /// <summary>Too many, from that source or from all.</summary>
    public sealed record Postponed(TimeSpan Wait) : RegistrationOutcome;
}

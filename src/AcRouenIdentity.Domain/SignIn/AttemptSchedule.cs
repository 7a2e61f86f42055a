namespace AcRouenIdentity.Domain.SignIn;

/// <summary>
/// How waiting grows with failures: none for the first ones, then doubling up to a limit. CNIL 2022-100, case 2, asks for more than a minute after
/// five failures and at most 25 tries a day: <see cref="OnePlace"/> does that for each place. <see cref="AllStrangers"/> and <see cref="OneSource"/>
/// only slow down, so that nobody can lock somebody else out.
/// </summary>
public sealed record AttemptSchedule(int Free, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan Memory)
{
    /// <summary>One person tried from one place or one known device.</summary>
    public static AttemptSchedule OnePlace { get; } = new(4, TimeSpan.FromSeconds(61), TimeSpan.FromHours(2), TimeSpan.FromHours(24));

    /// <summary>One person tried from every place they have not been seen at.</summary>
    public static AttemptSchedule AllStrangers { get; } = new(25, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));

    /// <summary>The second factor of one person tried from every place it was never right at: a code has six digits, and only a thief of the password gets here.</summary>
    public static AttemptSchedule StrangersAtSecondFactor { get; } = new(10, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    /// <summary>Everyone tried from one source; a school of hundreds stands behind one address.</summary>
    public static AttemptSchedule OneSource { get; } = new(100, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <summary>Messages to the assistance from one source: a staff room may write during an outage, a machine may not fill the mailbox.</summary>
    public static AttemptSchedule Messages { get; } = new(10, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));

    /// <summary>Requests of a recovery from one source: a staff room forgets its passwords over the summer, a machine may not ask for thousands.</summary>
    public static AttemptSchedule RecoveryRequests { get; } = new(60, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    /// <summary>Codes to one person, and to one address: nobody's mailbox is flooded, and nobody waits longer than an hour because somebody else asked.</summary>
    public static AttemptSchedule RecoveryMails { get; } = new(3, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    /// <summary>Changes contested from one source: a hacked school may block many accounts in a morning, a machine may not search for codes.</summary>
    public static AttemptSchedule Contests { get; } = new(30, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    /// <summary>Codes of devices that one person types: each is typed once and decided on once, and nobody owns many devices.</summary>
    public static AttemptSchedule UserCodes { get; } = new(20, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    /// <summary>Programs that register themselves from one source: a whole school sets its mail up behind one address on the first day, and each program registers once.</summary>
    public static AttemptSchedule Registrations { get; } = new(60, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public TimeSpan WaitAfter(int failures)
    {
        if (failures <= Free)
            return TimeSpan.Zero;

        var doublings = Math.Min(failures - Free - 1, 20);
        var wait = FirstWait * Math.Pow(2, doublings);
        return wait < LongestWait ? wait : LongestWait;
    }
}

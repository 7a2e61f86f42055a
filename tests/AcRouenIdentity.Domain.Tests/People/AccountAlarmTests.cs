using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.People;

public class AccountAlarmTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(AccountAlarm.Hacked, AccountAlarm.Contested, AccountAlarm.Contested)]
    [InlineData(AccountAlarm.Contested, AccountAlarm.Hacked, AccountAlarm.Contested)]
    [InlineData(AccountAlarm.Hacked, AccountAlarm.Hacked, AccountAlarm.Hacked)]
    public void Of_two_alarms_the_stricter_stands_from_the_later(AccountAlarm first, AccountAlarm second, AccountAlarm standing)
    {
        var account = Account();
        account.Raise(first, Now);
        account.Raise(second, Now.AddMinutes(1));

        account.Should().BeEquivalentTo(new { Alarm = standing, AlarmedAt = Now.AddMinutes(1) });
    }

    [Theory]
    [InlineData(PasswordGrantReason.SetByAdministrator, false)]
    [InlineData(PasswordGrantReason.Expired, false)]
    [InlineData(PasswordGrantReason.FirstAccess, false)]
    [InlineData(PasswordGrantReason.Wanted, false)]
    [InlineData(PasswordGrantReason.Recovered, true)]
    public void Of_all_reasons_to_choose_a_password_recovery_alone_outlives_an_alarm(PasswordGrantReason reason, bool isAdmitted)
    {
        var account = Account();
        account.Admits(Grant(reason, Now)).Should().BeTrue("there is none yet");
        account.Raise(AccountAlarm.Hacked, Now);

        account.Admits(Grant(reason, Now)).Should().Be(isAdmitted);
        account.Admits(Grant(reason, Now.AddTicks(-1))).Should().BeFalse("what was proven before is what the thief may have proven");
    }

    [Theory]
    [InlineData(AccountAlarm.Hacked, "mail", true)]
    [InlineData(AccountAlarm.Contested, "mail", false)]
    [InlineData(AccountAlarm.Contested, "mail totp mfa", false)]
    [InlineData(AccountAlarm.Contested, "pwd", true)]
    public void No_mail_lifts_a_contest(AccountAlarm alarm, string methods, bool isAdmitted)
    {
        var account = Account();
        account.Raise(alarm, Now);

        account.Admits(Grant(PasswordGrantReason.Recovered, Now, methods)).Should().Be(isAdmitted);
    }

    [Fact]
    public void Mail_is_closed_up_to_its_hour_for_longer_and_never_for_less_and_past_the_alarm()
    {
        var account = Account();
        account.Raise(AccountAlarm.Hacked, Now);
        account.CloseMail(Now.AddHours(48));
        account.CloseMail(Now.AddHours(1));
        account.LiftAlarm();

        account.Should().BeEquivalentTo(new { Alarm = (AccountAlarm?)null, AlarmedAt = (DateTimeOffset?)null });
        account.MailClosedUntil.Should().Be(Now.AddHours(48));
    }

    private static Account Account() => new() { Subject = "sub", DirectoryKey = "AC-ROUEN1", CreatedAt = Now };

    private static PasswordGrant Grant(PasswordGrantReason reason, DateTimeOffset issued, string methods = "pwd") => new()
    {
        TokenHash = "hash",
        DirectoryKey = "AC-ROUEN1",
        Reason = reason,
        ContinueTo = "~/",
        Methods = methods,
        ExpiresAt = issued + PasswordGrant.Lifetime,
    };
}

using AcRouenIdentity.Ldap.Tests.Kit;

namespace AcRouenIdentity.Ldap.Tests.OnSlapd;

[Collection(SlapdTests.Name)]
public sealed class BindOnSlapdTests(SlapdFixture fixture)
{
    [SkippableFact]
    public async Task The_right_password_is_accepted()
    {
        (await BindAsync("good")).Should().BeEquivalentTo(new { Code = LdapResultCode.Success, PasswordPolicy = default(PasswordPolicyResponse) });
    }

    [SkippableFact]
    public async Task A_wrong_password_is_refused()
    {
        (await BindAsync("good", "not-the-secret")).Code.Should().Be(LdapResultCode.InvalidCredentials);
    }

    [SkippableFact]
    public async Task Nobody_is_refused_like_a_wrong_password()
    {
        (await BindAsync("nobody")).Code.Should().Be(LdapResultCode.InvalidCredentials);
    }

    [SkippableFact]
    public async Task An_empty_password_is_never_an_anonymous_bind()
    {
        (await BindAsync("good", "")).Code.Should().Be(LdapResultCode.InvalidCredentials);
    }

    [SkippableFact]
    public async Task An_expired_password_is_told_from_a_wrong_one()
    {
        var result = await BindAsync("expired");

        result.Code.Should().Be(LdapResultCode.InvalidCredentials);
        result.PasswordPolicy!.Error.Should().Be(PasswordPolicyError.PasswordExpired);
    }

    [SkippableFact]
    public async Task A_wrong_password_of_somebody_expired_says_nothing_of_the_expiry()
    {
        var result = await BindAsync("expired", "not-the-secret");

        result.Code.Should().Be(LdapResultCode.InvalidCredentials);
        result.PasswordPolicy?.Error.Should().BeNull();
    }

    [SkippableFact]
    public async Task A_grace_bind_says_how_many_are_left_and_each_takes_one()
    {
        var first = (await BindAsync("grace")).PasswordPolicy!.GraceLoginsRemaining;
        var second = await BindAsync("grace");

        first.Should().Be(4);
        second.IsSuccess.Should().BeTrue();
        second.PasswordPolicy!.GraceLoginsRemaining.Should().Be(3);
        second.PasswordPolicy.Error.Should().BeNull();
    }

    [SkippableFact]
    public async Task A_password_about_to_expire_says_how_long_is_left()
    {
        var left = (await BindAsync("expiring")).PasswordPolicy!.TimeBeforeExpiration;

        left.Should().BeCloseTo(TimeSpan.FromDays(10), precision: TimeSpan.FromMinutes(5));
    }

    [SkippableFact]
    public async Task A_password_set_by_somebody_else_must_be_changed()
    {
        var result = await BindAsync("reset");

        result.IsSuccess.Should().BeTrue();
        result.PasswordPolicy!.Error.Should().Be(PasswordPolicyError.ChangeAfterReset);
    }

    [SkippableFact]
    public async Task A_locked_account_says_so()
    {
        var result = await BindAsync("locked");

        result.Code.Should().Be(LdapResultCode.InvalidCredentials);
        result.PasswordPolicy!.Error.Should().Be(PasswordPolicyError.AccountLocked);
    }

    [SkippableFact]
    public async Task The_identity_of_a_connection_is_that_of_its_last_bind()
    {
        Slapd.Require();
        await using var connection = await fixture.Slapd.ConnectAsync();

        (await connection.WhoAmIAsync(default)).AuthorizationId.Should().Be("");
        await connection.BindAsync(Slapd.Person("good"), "good-secret", default);
        (await connection.WhoAmIAsync(default)).AuthorizationId.Should().Be($"dn:{Slapd.Person("good")}");
        await connection.BindAnonymouslyAsync(default);
        (await connection.WhoAmIAsync(default)).AuthorizationId.Should().Be("");
    }

    private Task<LdapResult> BindAsync(string uid) => BindAsync(uid, $"{uid}-secret");

    private async Task<LdapResult> BindAsync(string uid, string password)
    {
        Slapd.Require();
        await using var connection = await fixture.Slapd.ConnectAsync();
        return await connection.BindAsync(Slapd.Person(uid), password, default);
    }
}

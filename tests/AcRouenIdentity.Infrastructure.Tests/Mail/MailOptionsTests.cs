using AcRouenIdentity.Infrastructure.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

public sealed class MailOptionsTests
{
    private static readonly Dictionary<string, string?> Usable = new()
    {
        ["Mail:Host"] = "relay.academie.example",
        ["Mail:FromAddress"] = "ne-pas-repondre@academie.example",
    };

    [Fact]
    public void Host_and_sender_are_enough() => FailureOf([]).Should().BeNull();

    [Fact]
    public void Without_a_host_nothing_else_is_needed() => FailureOf(new() { ["Mail:Host"] = null, ["Mail:FromAddress"] = null }).Should().BeNull();

    [Theory]
    [InlineData("Mail:Host", "not a host", "not the name of a host")]
    [InlineData("Mail:Host", "https://relay.example", "not the name of a host")]
    [InlineData("Mail:Port", "0", "between 1 and 65535")]
    [InlineData("Mail:Port", "65536", "between 1 and 65535")]
    [InlineData("Mail:Security", "None", "in clear")]
    [InlineData("Mail:AuthorityFile", "/nowhere/authority.pem", "cannot be read")]
    [InlineData("Mail:UserName", "identite", "needs a password")]
    [InlineData("Mail:FromAddress", null, "is not an address")]
    [InlineData("Mail:FromAddress", "Service <x@academie.example>", "is not an address")]
    [InlineData("Mail:FromAddress", "x@academie.example\r\nBcc: y@academie.example", "is not an address")]
    [InlineData("Mail:ReplyTo", "assistance", "is not an address")]
    [InlineData("Mail:FromName", "Service\r\nBcc: y@academie.example", "one line")]
    [InlineData("Mail:Timeout", "00:00:00", "between 1 and 30 seconds")]
    [InlineData("Mail:Timeout", "00:01:00", "between 1 and 30 seconds")]
    [InlineData("Mail:KeepTryingFor", "00:10:00", "between 1 hour and 7 days")]
    [InlineData("Mail:KeepClosedFor", "-1.00:00:00", "negative")]
    [InlineData("Mail:Polling", "00:00:00", "between 1 second and 1 minute")]
    public void A_mistake_is_said_by_its_name(string key, string? value, string failure) =>
        FailureOf(new() { [key] = value }).Should().Contain(key).And.Contain(failure);

    [Fact]
    public void A_password_file_must_be_there_and_hold_something()
    {
        var file = Path.GetTempFileName();
        try
        {
            FailureOf(new() { ["Mail:UserName"] = "identite", ["Mail:PasswordFile"] = "/nowhere/password" }).Should().Contain("does not exist");
            FailureOf(new() { ["Mail:UserName"] = "identite", ["Mail:PasswordFile"] = file }).Should().Contain("empty first line");
            File.WriteAllText(file, "obviously-fake\n");
            FailureOf(new() { ["Mail:UserName"] = "identite", ["Mail:PasswordFile"] = file }).Should().BeNull();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory, InlineData("127.0.0.1"), InlineData("localhost"), InlineData("::1")]
    public void In_clear_only_to_this_machine(string host) => FailureOf(new() { ["Mail:Host"] = host, ["Mail:Security"] = "None" }).Should().BeNull();

    private static string? FailureOf(Dictionary<string, string?> changes)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Usable).AddInMemoryCollection(changes).Build();
        using var services = new ServiceCollection().AddMailOutbox(configuration.GetSection(MailOptions.Section)).BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return null;
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Message;
        }
    }
}

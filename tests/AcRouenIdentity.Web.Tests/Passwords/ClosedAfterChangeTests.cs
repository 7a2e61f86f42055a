using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AcRouenIdentity.Web.Tests.Passwords;

/// <summary>CVE-2025-0604: a new password opens no account that the directory keeps closed.</summary>
public sealed class ClosedAfterChangeTests : IAsyncLifetime
{
    private const string Outside = "claire@exemple.fr";
    private ProviderHost host = null!;

    public async Task InitializeAsync() => host = await ProviderHost.StartAsync(settings: null, services =>
    {
        var directory = (IDirectory)services.Single(service => service.ServiceType == typeof(IDirectory)).ImplementationInstance!;
        services.Replace(ServiceDescriptor.Singleton<IDirectory>(new DirectoryThatLocks(directory)));
    });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Whom_the_directory_locks_meanwhile_has_a_new_password_and_no_session()
    {
        using var browser = host.NewBrowser();
        var ina = (await host.PrepareRecoveryAsync(SamplePeople.ClaireMartin, Outside)).RevealInGroups();
        await browser.GiveMailCodeAsync(await browser.AskForCodeAsync(ina, Outside), await host.LastCodeAsync(Outside));

        var arrived = await browser.ChoosePasswordAsync();

        arrived.Address.AbsolutePath.Should().Be("/connexion");
        (await host.AskAsync<IdentityDb, int>(db => db.Sessions.CountAsync())).Should().Be(0);
        (await host.AskAsync<IdentityDb, bool>(db => db.PasswordGrants.AllAsync(grant => grant.SpentAt != null))).Should().BeTrue();
    }

    /// <summary>Takes a new password, and does not open the account with it.</summary>
    private sealed class DirectoryThatLocks(IDirectory directory) : IDirectory
    {
        private bool isLocked;

        public Task<Person?> FindAsync(SignInName name, CancellationToken cancellationToken) => directory.FindAsync(name, cancellationToken);

        public Task<Person?> FindAsync(DirectoryKey key, CancellationToken cancellationToken) => directory.FindAsync(key, cancellationToken);

        public Task<IReadOnlyList<Establishment>> FindEstablishmentsAsync(IReadOnlyCollection<Rne> rnes, CancellationToken cancellationToken) => directory.FindEstablishmentsAsync(rnes, cancellationToken);

        public Task<PasswordCheck> CheckPasswordAsync(Person? person, string password, CancellationToken cancellationToken) =>
            isLocked ? Task.FromResult<PasswordCheck>(new PasswordCheck.Locked()) : directory.CheckPasswordAsync(person, password, cancellationToken);

        public Task<PasswordChange> ChangePasswordAsync(Person person, string newPassword, CancellationToken cancellationToken)
        {
            isLocked = true;
            return directory.ChangePasswordAsync(person, newPassword, cancellationToken);
        }

        public Task PingAsync(CancellationToken cancellationToken) => directory.PingAsync(cancellationToken);
    }
}

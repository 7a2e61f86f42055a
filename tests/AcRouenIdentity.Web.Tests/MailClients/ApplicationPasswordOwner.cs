using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.MailClients;

/// <summary>Claire Martin, signed in, in an académie whose mail servers take three application passwords of each person.</summary>
public abstract class ApplicationPasswordOwner : IAsyncLifetime
{
    protected static Person Claire => SamplePeople.ClaireMartin;

    protected ProviderHost Host { get; private set; } = null!;

    protected PlainBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await MailSettings.StartAsync(("PasswordsPerPerson", "3"));
        Browser = Host.NewBrowser();
        await Browser.SignInAsync(Claire);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Host.DisposeAsync();
    }
}

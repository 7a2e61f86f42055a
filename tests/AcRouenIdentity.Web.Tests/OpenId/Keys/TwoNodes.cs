using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

/// <summary>Two nodes of one provider, with the same applications before both.</summary>
internal sealed class TwoNodes(TestDatabase database, ProviderHost here, ProviderHost there) : IAsyncDisposable
{
    public ProviderHost Here => here;

    public ProviderHost There => there;

    public PlainBrowser Browser { get; } = here.NewBrowser();

    public RelyingParty RoundcubeHere { get; } = here.Roundcube();

    public RelyingParty RoundcubeThere { get; } = there.Roundcube();

    public RelyingParty MailHere { get; } = here.Mail();

    public RelyingParty MailThere { get; } = there.Mail();

    public static async Task<TwoNodes> StartAsync(DatabaseProvider provider, PostgreSql server)
    {
        var database = await TestDatabase.CreateAsync(provider, server);
        (string, string?)[] settings = [.. KeyStory.Settings, ("PublicUrl", "http://localhost:5080"), .. database.Settings.Select(setting => (setting.Key, setting.Value))];
        return new TwoNodes(database, await Applications.StartAsync(settings), await Applications.StartAsync(settings));
    }

    public async Task<TokenAnswer> SignInAsync()
    {
        await Browser.SignInOnOwnDeviceAsync(SamplePeople.ClaireMartin);
        return await RoundcubeHere.SignInAsync(Browser);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IDisposable[] { Browser, RoundcubeHere, RoundcubeThere, MailHere, MailThere })
            part.Dispose();
        await here.DisposeAsync();
        await there.DisposeAsync();
        await database.DisposeAsync();
    }
}

using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Testing.Hosts;

/// <summary>What people do on the sign-in page.</summary>
public static class SignInStory
{
    public static Task<WebPage> SignInAsync(this PlainBrowser browser, Person person, string path = "/connexion") =>
        browser.SignInAsync(person.Login.ToString(), SamplePeople.Password, path);

    public static async Task<WebPage> SignInAsync(this PlainBrowser browser, string name, string password, string path = "/connexion") =>
        await browser.SubmitAsync(await browser.GetAsync(path), ("Form.Name", name), ("Form.Password", password));

    /// <summary>On a device that the person says is their own.</summary>
    public static async Task<WebPage> SignInOnOwnDeviceAsync(this PlainBrowser browser, Person person) =>
        await browser.SubmitAsync(
            await browser.GetAsync("/connexion"),
            ("Form.Name", person.Login.ToString()), ("Form.Password", SamplePeople.Password), ("Form.PersonalDevice", "true"));

    /// <summary>True when the browser is known to the provider.</summary>
    public static async Task<bool> IsSignedInAsync(this PlainBrowser browser)
    {
        var page = await browser.GetAsync("/connexion");
        return page.Redirect is not null;
    }
}

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>What Thunderbird shows beside the name of the add-on: the theme's own picture of mail.</summary>
internal sealed record AddOnIcon(byte[] Content)
{
    private const string Picture = "icons/mail.svg";

    /// <param name="folders">Looked up in this order.</param>
    public static AddOnIcon Read(IEnumerable<string> folders) => new(File.ReadAllBytes(folders.Select(folder => Path.Combine(folder, Picture)).First(File.Exists)));
}

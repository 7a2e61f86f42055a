using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Testing.Directories;
using MimeKit;

namespace AcRouenIdentity.Testing.Mails;

/// <summary>The relay of <c>src/run.sh</c>: Debian's aiosmtpd with our handler, which lays every mail out as files.</summary>
public sealed class Mailroom : IAsyncDisposable
{
    private const string Program = "/usr/bin/aiosmtpd";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acrouen-mailroom-");
    private readonly PrivateServer server;
    private readonly LmtpMailboxes mailboxes;

    private Mailroom(X509Certificate2? certificate)
    {
        Port = FreePorts.Take();
        folder.CreateSubdirectory("mails");
        mailboxes = new LmtpMailboxes(Place("lmtp"));
        File.WriteAllText(Place("directory"), "claire.martin@ac-rouen.fr\tcmartin1\n");
        var start = new ProcessStartInfo(
            Program, ["-n", "-l", $"127.0.0.1:{Port}", "-c", "mailroom.Mailroom", .. Tls(certificate), Place("directory"), Place("lmtp"), Place("mails")]);
        start.Environment["PYTHONPATH"] = SourceTree.Folder("src", "run");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        server = new PrivateServer(start, Port);
    }

    public int Port { get; }

    /// <param name="certificate">Offered by STARTTLS, and needed then.</param>
    public static async Task<Mailroom> StartAsync(X509Certificate2? certificate)
    {
        RealPart.Need("aiosmtpd", () => File.Exists(Program));
        var mailroom = new Mailroom(certificate);
        await mailroom.server.StartAsync();
        return mailroom;
    }

    /// <summary>Mails to people who have no mailbox here, in the order in which they came.</summary>
    public IReadOnlyList<MimeMessage> Outside() => [.. Files("mails", "*.eml").Select(file => MimeMessage.Load(file))];

    /// <summary>The same, as whoever looks into the folder reads them.</summary>
    public IReadOnlyList<string> Readable() => [.. Files("mails", "*.txt").Select(File.ReadAllText)];

    /// <summary>What was delivered to the mailbox that the webmail would show.</summary>
    public IReadOnlyList<MimeMessage> Inside(string login) => mailboxes.In(login);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await mailboxes.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private string[] Tls(X509Certificate2? certificate)
    {
        if (certificate is null)
            return [];
        File.WriteAllText(Place("certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Place("key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return ["--tlscert", Place("certificate.pem"), "--tlskey", Place("key.pem")];
    }

    private IEnumerable<string> Files(string part, string pattern) =>
        Directory.Exists(Place(part)) ? Directory.GetFiles(Place(part), pattern).Order(StringComparer.Ordinal) : [];

    private string Place(string name) => Path.Combine(folder.FullName, name);
}

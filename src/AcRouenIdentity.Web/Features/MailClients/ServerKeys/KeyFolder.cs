namespace AcRouenIdentity.Web.Features.MailClients.ServerKeys;

/// <summary>
/// Where Dovecot looks for the key of a token: <c>default/ES256/KID</c>, for tokens that name no application (<c>azp</c>). Each file is whole whenever it is read. Where nothing changed nothing is touched, so that whoever watches
/// the folder is woken by changes alone.
/// </summary>
/// <param name="path">What <c>local_validation_key_dict</c> names.</param>
internal sealed class KeyFolder(string path)
{
    private const UnixFileMode ForAllToRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode ForAllToEnter = ForAllToRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>No name of a key has a full stop.</summary>
    private const string Unfinished = ".new";

    private readonly string place = Path.Combine(path, "default", "ES256");

    /// <summary>Makes the keys in it those, and no others.</summary>
    public KeyChange Write(IReadOnlyList<MailKey> keys)
    {
        MakePlace();
        // Those that come before those that go: no token is without its key in between.
        var added = keys.Count(Add);
        var gone = System.IO.Directory.GetFiles(place).ExceptBy(keys.Select(key => key.Id), file => Path.GetFileName(file)).ToList();
        gone.ForEach(File.Delete);
        return new KeyChange(keys.Count, added, gone.Count);
    }

    private bool Add(MailKey key)
    {
        var file = Path.Combine(place, key.Id);
        if (File.Exists(file) && File.ReadAllText(file) == key.Pem)
            return false;

        File.WriteAllText(file + Unfinished, key.Pem);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file + Unfinished, ForAllToRead);
        File.Move(file + Unfinished, file, overwrite: true);
        return true;
    }

    private void MakePlace()
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(place);
        else
            System.IO.Directory.CreateDirectory(place, ForAllToEnter);
    }
}

/// <summary>What a folder of keys holds now, and how many of them came and went.</summary>
internal sealed record KeyChange(int Held, int Added, int Removed);

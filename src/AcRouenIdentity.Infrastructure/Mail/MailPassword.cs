namespace AcRouenIdentity.Infrastructure.Mail;

internal static class MailPassword
{
    /// <summary>The first line of its file, read at each connection: a new password needs no restart.</summary>
    public static string Read(MailOptions options) => options.PasswordFile is { Length: > 0 } file ? File.ReadLines(file).FirstOrDefault("").Trim() : "";
}

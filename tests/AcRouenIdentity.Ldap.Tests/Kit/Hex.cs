namespace AcRouenIdentity.Ldap.Tests.Kit;

internal static class Hex
{
    /// <summary>Octets from hexadecimal digits; spaces and quoted text (<c>04 02 'cn'</c>) are allowed.</summary>
    public static byte[] Octets(string written)
    {
        var octets = new List<byte>();
        var pieces = written.Split('\'');
        for (var index = 0; index < pieces.Length; index++)
        {
            octets.AddRange(index % 2 == 1
                ? System.Text.Encoding.UTF8.GetBytes(pieces[index])
                : Convert.FromHexString(string.Concat(pieces[index].Where(char.IsAsciiHexDigit))));
        }

        return [.. octets];
    }
}

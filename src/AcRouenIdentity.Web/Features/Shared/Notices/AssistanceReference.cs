using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>What somebody is told to quote, and the assistance finds in its mail: short enough to be read aloud, and no secret.</summary>
public static class AssistanceReference
{
    public static string New(ISecretGenerator secrets)
    {
        var digits = Convert.ToHexString(secrets.Bytes(4));
        return $"{digits[..4]}-{digits[4..]}";
    }
}

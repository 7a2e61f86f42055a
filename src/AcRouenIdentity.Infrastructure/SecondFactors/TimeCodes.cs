using OtpNet;

namespace AcRouenIdentity.Infrastructure.SecondFactors;

/// <summary>Codes of six digits that change every 30 seconds (TOTP, RFC 6238) with HMAC-SHA-1: what every application of telephones can do.</summary>
public static class TimeCodes
{
    /// <summary>In octets, as RFC 4226 (4, R6) recommends.</summary>
    public const int SecretLength = 20;

    /// <summary>In digits.</summary>
    public const int Length = 6;

    /// <summary>Codes of the step before and after are taken too (RFC 6238, 5.2): half a minute is how wrong a telephone may be.</summary>
    private const int Tolerance = 1;

    /// <summary>How far a telephone's clock may be off for us to say that this is what is wrong: ten minutes.</summary>
    private const int Recognised = 20;

    /// <returns>Step whose code it is; null where it is none of now.</returns>
    public static long? Match(byte[] secret, string typed, DateTimeOffset now) => Match(secret, typed, now, Tolerance);

    /// <summary>It would be right on a telephone whose clock is right.</summary>
    public static bool IsOfWrongClock(byte[] secret, string typed, DateTimeOffset now) => Match(secret, typed, now, Tolerance) is null && Match(secret, typed, now, Recognised) is not null;

    /// <summary>What a person copies by hand: base 32 (RFC 4648).</summary>
    public static string TextOf(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>What applications read from a QR code: an <c>otpauth</c> address.</summary>
    /// <param name="account">Of whom.</param>
    public static Uri AddressOf(byte[] secret, string issuer, string account) => new OtpUri(OtpType.Totp, secret, account, issuer).ToUri();

    private static long? Match(byte[] secret, string typed, DateTimeOffset now, int tolerance)
    {
        var code = new string([.. typed.Where(char.IsAsciiDigit)]);
        var window = new VerificationWindow(previous: tolerance, future: tolerance);
        return code.Length == Length && new Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, window) ? step : null;
    }
}

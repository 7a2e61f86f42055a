using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Infrastructure.Passwords;

public sealed class ZxcvbnPasswordStrength : IPasswordStrength
{
    // zxcvbn's time grows faster than the length; what stands past this can only add to the estimate.
    private const int Considered = 64;

    public double EntropyBits(string password, IReadOnlyCollection<string> personalWords)
    {
        var considered = password.Length > Considered ? password[..Considered] : password;
        return new Zxcvbn.Zxcvbn().EvaluatePassword(considered, personalWords).Entropy;
    }
}

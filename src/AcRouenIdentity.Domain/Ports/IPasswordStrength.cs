namespace AcRouenIdentity.Domain.Ports;

/// <summary>Estimates how a password would resist somebody who knows its owner.</summary>
public interface IPasswordStrength
{
    /// <summary>Entropy in bits of the cheapest way found to guess it; <paramref name="personalWords"/> (names, login, school) are tried first.</summary>
    double EntropyBits(string password, IReadOnlyCollection<string> personalWords);
}

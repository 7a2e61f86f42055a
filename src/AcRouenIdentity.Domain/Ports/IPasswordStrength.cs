namespace AcRouenIdentity.Domain.Ports;

/// <summary>Estimates how a password would resist somebody who knows its owner.</summary>
public interface IPasswordStrength
{
    /// <summary>Guesses needed, as a power of ten; <paramref name="personalWords"/> are tried first (names, login, school).</summary>
    double GuessesLog10(string password, IReadOnlyCollection<string> personalWords);
}

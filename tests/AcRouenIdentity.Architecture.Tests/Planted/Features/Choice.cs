namespace AcRouenIdentity.Architecture.Tests.Planted.Features.Passwords;

/// <summary>Belongs to a slice that SignIn may know.</summary>
public sealed class Choice;

namespace AcRouenIdentity.Web.Features.Passwords;

public sealed class PasswordTexts;

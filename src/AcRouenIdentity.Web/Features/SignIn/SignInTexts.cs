namespace AcRouenIdentity.Web.Features.SignIn;

public sealed class SignInTexts;

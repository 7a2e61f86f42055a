namespace AcRouenIdentity.Web.Features.Activation;

public sealed class ActivationTexts;

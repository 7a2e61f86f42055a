namespace AcRouenIdentity.Web.Features.Letters;

public sealed class LettersTexts;

using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>The words of a form: those of its slice, then those of every page.</summary>
internal sealed class FormTexts(IStringLocalizer own, IStringLocalizer shared) : IStringLocalizer
{
    /// <summary>A form speaks with the Texts class of its own namespace: SignInForm with SignInTexts.</summary>
    public static IStringLocalizer For(Type form, IStringLocalizerFactory factory)
    {
        var shared = factory.Create(typeof(SharedTexts));
        return OwnTexts(form) is { } own ? new FormTexts(factory.Create(own), shared) : shared;
    }

    private static Type? OwnTexts(Type form) =>
        form.Assembly.GetTypes().SingleOrDefault(type => type.Namespace == form.Namespace && type.Name.EndsWith("Texts", StringComparison.Ordinal));

    public LocalizedString this[string name] => own[name] is { ResourceNotFound: false } found ? found : shared[name];

    public LocalizedString this[string name, params object[] arguments] =>
        own[name, arguments] is { ResourceNotFound: false } found ? found : shared[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        own.GetAllStrings(includeParentCultures).Concat(shared.GetAllStrings(includeParentCultures));
}

using System.Reflection;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

/// <summary>The words of a form: those of its slice, then those of every page.</summary>
internal sealed class FormTexts(IStringLocalizer own, IStringLocalizer shared) : IStringLocalizer
{
    public static IStringLocalizer For(Type form, IStringLocalizerFactory factory)
    {
        var shared = factory.Create(typeof(SharedTexts));
        return form.GetCustomAttribute<TextsOfAttribute>() is { } of ? new FormTexts(factory.Create(of.Texts), shared) : shared;
    }

    public LocalizedString this[string name] => own[name] is { ResourceNotFound: false } found ? found : shared[name];

    public LocalizedString this[string name, params object[] arguments] =>
        own[name, arguments] is { ResourceNotFound: false } found ? found : shared[name, arguments];

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        own.GetAllStrings(includeParentCultures).Concat(shared.GetAllStrings(includeParentCultures));
}

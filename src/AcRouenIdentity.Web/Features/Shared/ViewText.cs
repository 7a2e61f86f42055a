using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace AcRouenIdentity.Web.Features.Shared;

/// <summary>Renders a view outside a page, whole or not at all: a view that throws has sent nothing.</summary>
internal sealed class ViewText(IRazorViewEngine engine, ITempDataDictionaryFactory tempData)
{
    /// <param name="path">Of the view, from the root of the project.</param>
    public async Task<string> RenderAsync<TModel>(HttpContext context, string path, TModel model)
    {
        var view = engine.GetView(executingFilePath: null, path, isMainPage: true).EnsureSuccessful(originalLocations: null).View!;
        var data = new ViewDataDictionary<TModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        var action = new ActionContext(context, context.GetRouteData(), new ActionDescriptor());
        await using var text = new StringWriter();

        await view.RenderAsync(new ViewContext(action, view, data, tempData.GetTempData(context), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}

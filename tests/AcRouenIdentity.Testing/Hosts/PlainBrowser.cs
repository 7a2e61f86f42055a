using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AcRouenIdentity.Testing.Hosts;

/// <summary>A browser without script: cookies, pages, forms. It follows no redirect by itself, so that a test sees each.</summary>
public sealed class PlainBrowser : IDisposable
{
    private readonly HttpClient http;

    public PlainBrowser(Uri address)
    {
        Cookies = new CookieContainer();
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Accept-Language", "fr");
    }

    public CookieContainer Cookies { get; }

    /// <summary>Where a reverse proxy says the browser is.</summary>
    public string? ForwardedFor
    {
        get => http.DefaultRequestHeaders.TryGetValues("X-Forwarded-For", out var values) ? values.Single() : null;
        set
        {
            http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            if (value is not null)
                http.DefaultRequestHeaders.Add("X-Forwarded-For", value);
        }
    }

    public async Task<WebPage> GetAsync(string path) => await PageAsync(await http.GetAsync(path));

    public async Task<WebPage> SendAsync(HttpRequestMessage request) => await PageAsync(await http.SendAsync(request));

    /// <summary>Fills in the form of a page and sends it as its button would.</summary>
    public Task<WebPage> SubmitAsync(WebPage page, params (string Name, string Value)[] fields) => SubmitFormAsync(TargetOf(page, page.Form), page.Form, fields);

    /// <summary>Fills in the form that has this button, and presses it.</summary>
    public Task<WebPage> PressAsync(WebPage page, string button, params (string Name, string Value)[] fields)
    {
        var pressed = page.ButtonOf(button);
        var form = pressed.Closest("form")!;
        var target = pressed.GetAttribute("formaction") is { Length: > 0 } other ? new Uri(page.Address, other) : TargetOf(page, form);
        var own = pressed.GetAttribute("name") is { Length: > 0 } name ? new[] { (name, pressed.GetAttribute("value") ?? "") } : [];
        return SubmitFormAsync(target, form, [.. fields, .. own]);
    }

    /// <summary>Sends files with the form that has a field for them.</summary>
    public async Task<WebPage> SendFilesAsync(WebPage page, params (string Name, byte[] Content)[] files)
    {
        var field = (IHtmlInputElement)page.Document.QuerySelector("main input[type=file]")!;
        var form = field.Closest("form")!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in ValuesOf(form))
            content.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (name, bytes) in files)
            content.Add(new ByteArrayContent(bytes), $"\"{field.Name}\"", $"\"{name}\"");
        return await PageAsync(await http.PostAsync(TargetOf(page, form), content));
    }

    /// <summary>Follows redirects within the host.</summary>
    public async Task<WebPage> FollowAsync(WebPage page)
    {
        while (page.Redirect is { } next && next.Authority == page.Address.Authority)
            page = await PageAsync(await http.GetAsync(next));
        return page;
    }

    public void Dispose() => http.Dispose();

    private async Task<WebPage> SubmitFormAsync(Uri target, IElement form, IEnumerable<(string Name, string Value)> fields)
    {
        // Boxes of one name that are ticked are all sent; of anything else, what was typed last.
        var boxes = form.QuerySelectorAll("input[type=checkbox]").Select(box => box.GetAttribute("name")).ToHashSet();
        var given = fields
            .GroupBy(field => field.Name)
            .SelectMany(ofName => boxes.Contains(ofName.Key) ? ofName : ofName.TakeLast(1))
            .Select(field => KeyValuePair.Create(field.Name, field.Value))
            .ToList();
        var kept = ValuesOf(form).Where(value => given.TrueForAll(field => field.Key != value.Key));
        return await PageAsync(await http.PostAsync(target, new FormUrlEncodedContent(kept.Concat(given))));
    }

    private static Dictionary<string, string> ValuesOf(IElement form)
    {
        var inputs = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 } && input.Type is not ("checkbox" or "file") && input is not { Type: "radio", IsChecked: false });
        var lists = form.QuerySelectorAll("select").OfType<IHtmlSelectElement>().Where(list => list.Name is { Length: > 0 });
        var texts = form.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>().Where(text => text.Name is { Length: > 0 });
        return inputs.Select(input => (input.Name, input.Value))
            .Concat(lists.Select(list => (list.Name, Value: list.Value ?? "")))
            .Concat(texts.Select(text => (text.Name, text.Value)))
            .ToDictionary(pair => pair.Name!, pair => pair.Value);
    }

    private static Uri TargetOf(WebPage page, IElement form) => form.GetAttribute("action") is { Length: > 0 } action ? new Uri(page.Address, action) : page.Address;

    private static async Task<WebPage> PageAsync(HttpResponseMessage response)
    {
        var address = response.RequestMessage!.RequestUri!;
        var text = await response.Content.ReadAsStringAsync();
        return new WebPage(address, response, text);
    }
}

/// <summary>What the browser got.</summary>
public sealed record WebPage(Uri Address, HttpResponseMessage Response, string Html)
{
    private IHtmlDocument? document;

    public HttpStatusCode Status => Response.StatusCode;

    public Uri? Redirect => Response.Headers.Location is { } location ? new Uri(Address, location) : null;

    public IHtmlDocument Document => document ??= new HtmlParser().ParseDocument(Html);

    /// <summary>The form of the page's main part.</summary>
    public IElement Form => Document.QuerySelector("main form") ?? throw new InvalidOperationException($"No form on {Address}:\n{Html}");

    public IElement ButtonOf(string text) => Document.QuerySelectorAll("main button").FirstOrDefault(button => button.TextContent.Trim() == text)
        ?? throw new InvalidOperationException($"No button \"{text}\" on {Address}:\n{Html}");

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Main => Document.QuerySelector("main")?.TextContent ?? "";
}

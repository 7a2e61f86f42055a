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
    public async Task<WebPage> SubmitAsync(WebPage page, params (string Name, string Value)[] fields)
    {
        var form = page.Form;
        var values = form.QuerySelectorAll("input")
            .OfType<IHtmlInputElement>()
            .Where(input => input.Name is { Length: > 0 } && input.Type != "checkbox")
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in fields)
            values[name] = value;
        var target = form.GetAttribute("action") is { Length: > 0 } action ? new Uri(page.Address, action) : page.Address;
        return await PageAsync(await http.PostAsync(target, new FormUrlEncodedContent(values)));
    }

    /// <summary>Follows redirects within the host.</summary>
    public async Task<WebPage> FollowAsync(WebPage page)
    {
        while (page.Redirect is { } next && next.Authority == page.Address.Authority)
            page = await PageAsync(await http.GetAsync(next));
        return page;
    }

    public void Dispose() => http.Dispose();

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

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Main => Document.QuerySelector("main")?.TextContent ?? "";
}

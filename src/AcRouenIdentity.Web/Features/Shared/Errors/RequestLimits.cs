using Microsoft.AspNetCore.Http.Features;

namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>How much a request may bring. The largest honest one is an authorization request with a signed request object, a few kB.</summary>
internal static class RequestLimits
{
    public const int BodyBytes = 64 * 1024;
    private const int RequestLineBytes = 16 * 1024;
    private const int HeaderBytes = 32 * 1024;
    private const int HeaderCount = 64;
    private const int FormFields = 64;
    private const int FormKeyBytes = 256;

    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LargeRequests>();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = BodyBytes;
            server.Limits.MaxRequestLineSize = RequestLineBytes;
            server.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            server.Limits.MaxRequestHeaderCount = HeaderCount;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = FormFields;
            form.KeyLengthLimit = FormKeyBytes;
            form.ValueLengthLimit = BodyBytes;
            form.MultipartBodyLengthLimit = BodyBytes;
        });
    }
}

/// <summary>Addresses whose own code says how much a request may bring, once it knows from whom. Until it has, the limit of the server stands.</summary>
internal sealed class LargeRequests
{
    public ISet<PathString> Paths { get; } = new HashSet<PathString>();

    public bool Allow(HttpRequest request) => Paths.Contains(request.Path);
}

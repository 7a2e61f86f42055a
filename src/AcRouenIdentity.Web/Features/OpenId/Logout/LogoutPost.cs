using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Logout;

/// <summary>Hands one logout token to an application. Short, without redirects, and nothing of the answer is read but its status.</summary>
internal sealed class LogoutPost(IHttpClientFactory clients)
{
    public const string ClientName = "OpenId.Logout";
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <returns>Null when the application took it, else why not.</returns>
    public async Task<LogoutProblem?> SendAsync(Uri address, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent([new("logout_token", token)]);
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : new LogoutProblem(LogoutTrouble.Refused, (int)response.StatusCode);
        }
        catch (HttpRequestException exception)
        {
            return new LogoutProblem(TroubleOf(exception.HttpRequestError));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LogoutProblem(LogoutTrouble.NoAnswer);
        }
    }

    private static LogoutTrouble TroubleOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => LogoutTrouble.NameUnknown,
        HttpRequestError.ConnectionError => LogoutTrouble.Unreachable,
        HttpRequestError.SecureConnectionError => LogoutTrouble.NotTrusted,
        _ => LogoutTrouble.Unreadable,
    };

    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = Timeout,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}

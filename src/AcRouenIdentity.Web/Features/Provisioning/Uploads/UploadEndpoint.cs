using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Access;
using AcRouenIdentity.Web.Features.Shared.Errors;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AcRouenIdentity.Web.Features.Provisioning.Uploads;

/// <summary>Why an upload was not taken, as the page tells it.</summary>
internal enum UploadRefusal
{
    NoFile,
    TooLarge,
    NameTwice,

    /// <summary>Cut on the way, or no form of ours.</summary>
    Unreadable,
}

/// <summary>
/// Takes the files of the upload form (multipart, RFC 7578), from the network to the disk without holding them: no page can, since reading a form is holding it. The proof
/// against forgery is the first part of the form and is checked before anything is written.
/// </summary>
internal sealed class UploadEndpoint(IAntiforgery antiforgery, UploadFolder folder, RunDesk desk, RunSignal signal, IOptions<ProvisioningOptions> options)
{
    /// <summary>What stands around the files: names, boundaries, the proof.</summary>
    private const long Around = 1024 * 1024;
    private const int LongestBoundary = 70;
    private const int LongestProof = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<IResult> HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (BoundaryOf(context.Request) is not { } boundary)
            return Refuse(UploadRefusal.Unreadable);
        if (context.Request.ContentLength > Most)
            return await RefuseAsTooLargeAsync(context);

        RestOfRequest.Allow(context, Most);
        try
        {
            return await ReadAsync(context, new MultipartReader(boundary, context.Request.Body), cancellationToken);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(UploadRefusal.TooLarge);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or InvalidDataException or EndOfStreamException)
        {
            return Refuse(UploadRefusal.Unreadable);
        }
    }

    private long Most => options.Value.LargestUpload + Around;

    private async Task<IResult> ReadAsync(HttpContext context, MultipartReader form, CancellationToken cancellationToken)
    {
        if (!await HasProofAsync(context, await form.ReadNextSectionAsync(cancellationToken), cancellationToken))
        {
            context.SetError(ErrorSituation.FormExpired);
            return Results.Empty;
        }

        var files = folder.Create();
        var isAsked = false;
        try
        {
            if (await TakeAsync(files, form, cancellationToken) is { } refusal)
                return refusal == UploadRefusal.TooLarge ? await RefuseAsTooLargeAsync(context) : Refuse(refusal);

            var run = await desk.AskAsync(files.Path, RunOrigin.Uploaded, context.CurrentPerson().Login.ToString(), cancellationToken);
            isAsked = true;
            signal.Raise();
            return Results.LocalRedirect(ProvisioningPaths.Run(run.Id));
        }
        finally
        {
            if (!isAsked)
                files.Delete();
        }
    }

    private async Task<bool> HasProofAsync(HttpContext context, MultipartSection? first, CancellationToken cancellationToken)
    {
        if (first?.GetContentDispositionHeader() is not { } named || !named.IsFormDisposition() || named.Name != antiforgery.GetTokens(context).FormFieldName)
            return false;

        using var limited = new StreamReader(first.Body);
        var proof = new char[LongestProof];
        var length = await limited.ReadBlockAsync(proof, cancellationToken);
        if (antiforgery.GetTokens(context).HeaderName is not { } header || length == LongestProof)
            return false;
        context.Request.Headers[header] = new string(proof, 0, length);
        return await antiforgery.IsRequestValidAsync(context);
    }

    private static async Task<UploadRefusal?> TakeAsync(UploadedFiles files, MultipartReader form, CancellationToken cancellationToken)
    {
        while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
                continue;
            if (await files.TakeAsync(file.FileName, content, cancellationToken) is var taking and not FileTaking.Taken)
                return taking == FileTaking.TooLarge ? UploadRefusal.TooLarge : UploadRefusal.NameTwice;
        }

        return files.Count == 0 ? UploadRefusal.NoFile : null;
    }

    private async Task<IResult> RefuseAsTooLargeAsync(HttpContext context)
    {
        await RestOfRequest.AwaitAsync(context, Most * 2, Patience);
        return Refuse(UploadRefusal.TooLarge);
    }

    private static IResult Refuse(UploadRefusal refusal) => Results.LocalRedirect($"~{ProvisioningPaths.Runs}?envoi={refusal}");

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary.ToString()
            : null;
}

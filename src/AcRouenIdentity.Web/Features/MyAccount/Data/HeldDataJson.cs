using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>
/// What is held of a person for programs (RGPD, article 20), written as it is read. A member for each <see cref="HeldTopic"/>: an object or null where there is one at most, else an array; fields that
/// are not known are absent. Names of members never change; others may come.
/// </summary>
public sealed class HeldDataJson(IEnumerable<IHeldData> parts, TimeProvider clock)
{
    private const string Format = "acrouen-identity/personal-data/1";
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task WriteAsync(Stream stream, Person owner, string subject, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("exportedAt", clock.GetUtcNow());
        foreach (var part in parts.OrderBy(part => part.Topic))
        {
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(part.Topic.ToString()));
            await WriteAsync(json, part, part.ReadAsync(owner, subject, cancellationToken), cancellationToken);
        }

        json.WriteEndObject();
    }

    private static async Task WriteAsync(Utf8JsonWriter json, IHeldData part, IAsyncEnumerable<HeldRecord> records, CancellationToken cancellationToken)
    {
        var isSingle = part.Topic.IsSingle();
        if (!isSingle)
            json.WriteStartArray();
        var count = 0;
        await foreach (var record in records)
        {
            Write(json, record);
            count++;
            await json.FlushAsync(cancellationToken);
        }

        if (!isSingle)
            json.WriteEndArray();
        else if (count == 0)
            json.WriteNullValue();
    }

    private static void Write(Utf8JsonWriter json, HeldRecord record)
    {
        json.WriteStartObject();
        foreach (var field in record.Fields)
        {
            json.WritePropertyName(field.Name);
            Write(json, field.Value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeldValue value) => value.Match<Action>(
        text: text => () => json.WriteStringValue(text.Value),
        choice: choice => () => json.WriteStringValue(choice.Code),
        moment: moment => () => json.WriteStringValue(moment.Value),
        day: day => () => json.WriteStringValue(day.Value.ToString("O", CultureInfo.InvariantCulture)),
        number: number => () => json.WriteNumberValue(number.Value),
        flag: flag => () => json.WriteBooleanValue(flag.Value),
        records: records => () =>
        {
            json.WriteStartArray();
            foreach (var record in records.Value)
                Write(json, record);
            json.WriteEndArray();
        })();
}

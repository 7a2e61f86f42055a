using System.ComponentModel.DataAnnotations;
using System.Net;

namespace AcRouenIdentity.Web.Features.Shared.Networks;

/// <summary>Networks that people know by a name, such as that of the schools. Nothing is asked of anybody else to say where an address is.</summary>
public sealed class PlacesOptions : IValidatableObject
{
    public const string Section = "Places";

    public IList<NamedNetwork> Networks { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Networks
        .Where(network => string.IsNullOrWhiteSpace(network.Name) || !IPNetwork.TryParse(network.Range, out _))
        .Select(network => new ValidationResult($"Places:Networks: '{network.Range}' needs a Name, and a Range such as 10.0.0.0/8."));
}

public sealed class NamedNetwork
{
    /// <summary>In French.</summary>
    public string Name { get; set; } = "";

    /// <summary>The French one is shown where it is missing.</summary>
    public string? NameEnglish { get; set; }

    /// <summary>First address and length of the prefix: <c>10.0.0.0/8</c>.</summary>
    public string Range { get; set; } = "";
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Forms;

internal static class FormsRegistration
{
    public static IMvcBuilder AddFormTexts(this IMvcBuilder mvc)
    {
        mvc.Services.AddSingleton<IConfigureOptions<MvcOptions>, FormMessages>();
        return mvc.AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = FormTexts.For);
    }
}

/// <summary>The messages that the framework would write in English by itself.</summary>
internal sealed class FormMessages(IStringLocalizer<SharedTexts> texts) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetMissingBindRequiredValueAccessor(_ => texts["FieldMissing"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["FieldMissing"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["FieldMissing"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["FieldMissing"]);
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => texts["FieldInvalid"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => texts["FieldInvalid"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["FieldInvalid"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["FieldInvalid"]);
        messages.SetValueIsInvalidAccessor(_ => texts["FieldInvalid"]);
        messages.SetValueMustBeANumberAccessor(_ => texts["FieldInvalid"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["FieldInvalid"]);
        options.ModelMetadataDetailsProviders.Add(new DefaultMessages());
    }

    private sealed class DefaultMessages : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>().Where(rule => rule.ErrorMessage is null && rule.ErrorMessageResourceName is null))
                rule.ErrorMessage = KeyOf(rule);
        }

        private static string KeyOf(ValidationAttribute rule) => rule switch
        {
            RequiredAttribute => "FieldMissing",
            MaxLengthAttribute or StringLengthAttribute => "FieldTooLong",
            _ => "FieldInvalid",
        };
    }
}

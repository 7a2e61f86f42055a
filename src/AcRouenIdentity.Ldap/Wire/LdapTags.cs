using System.Formats.Asn1;

namespace AcRouenIdentity.Ldap.Wire;

/// <summary>Tags of the protocol operations (RFC 4511 section 4.1.1 and appendix B).</summary>
internal static class LdapTags
{
    public const int BindRequest = 0;
    public const int BindResponse = 1;
    public const int UnbindRequest = 2;
    public const int SearchRequest = 3;
    public const int SearchEntry = 4;
    public const int SearchDone = 5;
    public const int ModifyRequest = 6;
    public const int ModifyResponse = 7;
    public const int AddRequest = 8;
    public const int AddResponse = 9;
    public const int DeleteRequest = 10;
    public const int DeleteResponse = 11;
    public const int RenameRequest = 12;
    public const int RenameResponse = 13;
    public const int CompareRequest = 14;
    public const int CompareResponse = 15;
    public const int AbandonRequest = 16;
    public const int SearchReference = 19;
    public const int ExtendedRequest = 23;
    public const int ExtendedResponse = 24;
    public const int IntermediateResponse = 25;

    /// <summary>An operation: a constructed sequence under an application tag.</summary>
    public static Asn1Tag Operation(int number) => new(TagClass.Application, number, isConstructed: true);

    /// <summary>An operation that is a plain value: unbind, delete, abandon.</summary>
    public static Asn1Tag PlainOperation(int number) => new(TagClass.Application, number);

    public static Asn1Tag Field(int number) => new(TagClass.ContextSpecific, number);

    public static Asn1Tag Group(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}

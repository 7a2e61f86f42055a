namespace AcRouenIdentity.Ldap.Wire;

/// <summary>One message of the server. Identifier 0 is an unsolicited notification.</summary>
internal sealed record LdapMessage(int Id, LdapMessage.Body Content)
{
    internal abstract record Body
    {
        private Body()
        {
        }

        public sealed record Entry(LdapEntry Value) : Body;

        public sealed record Reference(IReadOnlyList<string> Uris) : Body;

        /// <summary>What ends an operation; <paramref name="Tag"/> tells which kind of operation.</summary>
        public sealed record Final(int Tag, LdapResult Result, string? Name, LdapValue? Value) : Body;

        /// <summary>An intermediate response: nothing here asks for one, so that it is skipped.</summary>
        public sealed record Intermediate : Body;
    }
}

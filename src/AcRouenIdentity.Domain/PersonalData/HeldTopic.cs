namespace AcRouenIdentity.Domain.PersonalData;

/// <summary>What is held of a person, by subject, in the order in which it is told. Names are members of the file for programs: they never change.</summary>
public enum HeldTopic
{
    DirectoryEntry,
    Record,
    Identifiers,
    Ina,
    History,
    Letters,
    Account,
    Preferences,
    BackupAddresses,
    Passkeys,
    SecondFactors,
    ApplicationPasswords,
    Sessions,
    Applications,
    Mails,
    Listing,
    Cases,
    Activity,
}

public static class HeldTopics
{
    /// <summary>There is one record of it at most.</summary>
    public static bool IsSingle(this HeldTopic topic) =>
        topic is HeldTopic.DirectoryEntry or HeldTopic.Record or HeldTopic.Ina or HeldTopic.Account or HeldTopic.Preferences or HeldTopic.Listing;
}

using System.Runtime.CompilerServices;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Whom to call for a senior.</summary>
/// <param name="Name">In full for the senior's side; masked for others.</param>
/// <param name="Phone">Masked.</param>
/// <param name="CallOrder">1 is called first.</param>
/// <param name="VerifiedOn">The last day on which somebody answered there; absent when nobody has yet.</param>
internal sealed record ContactView(Guid Id, string Name, Relation Relation, string Phone, int CallOrder, LocalDate? VerifiedOn)
{
    public static ContactView Of(Contact contact, bool isTheirSide) => new(
        contact.Id, isTheirSide ? contact.Name : Masking.Name(contact.Name), contact.Relation, contact.PhoneMasked, contact.CallOrder, contact.VerifiedOn);
}

/// <summary>A new contact.</summary>
/// <param name="Name">2 to 25 characters.</param>
/// <param name="Relation">What they are to the senior.</param>
/// <param name="Phone">Mobile phone, or landline with its area code.</param>
/// <param name="CallOrder">Its place in the order, those from there on are called later; the last when absent.</param>
internal sealed record AddContactRequest(string? Name, Relation? Relation, string? Phone, int? CallOrder);

/// <summary>What is to be changed of a contact: only the fields that are there.</summary>
internal sealed record ChangeContactRequest
{
    private readonly HashSet<string> _given = [];

    /// <summary>2 to 25 characters.</summary>
    public string? Name { get; init => field = Given(value); }

    /// <summary>What they are to the senior.</summary>
    public Relation? Relation { get; init => field = Given(value); }

    /// <summary>Mobile phone, or landline with its area code; another one is not yet verified.</summary>
    public string? Phone { get; init => field = Given(value); }

    /// <summary>Whether a field is there, be it null.</summary>
    public bool Has(string property) => _given.Contains(property);

    private T Given<T>(T value, [CallerMemberName] string property = "")
    {
        _given.Add(property);
        return value;
    }
}

/// <summary>All contacts in the order in which they are to be called.</summary>
internal sealed record OrderContactsRequest(IReadOnlyList<Guid>? Ids);

/// <summary>What a full number is wanted for.</summary>
/// <param name="Purpose">2 to 200 characters; the senior can read it.</param>
internal sealed record PurposeRequest(string? Purpose);

/// <summary>A contact in full.</summary>
internal sealed record RevealedContactView(Guid Id, string Name, string Phone);

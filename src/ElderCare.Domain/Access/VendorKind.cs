namespace ElderCare.Domain.Access;

/// <summary>What a system outside may send: a key that is stolen from one kind opens nothing of the other.</summary>
public enum VendorKind
{
    /// <summary>Both: of whom nobody has said.</summary>
    Any,

    /// <summary>Signals of devices.</summary>
    Devices,

    /// <summary>Events of telephone calls.</summary>
    Telephony,
}

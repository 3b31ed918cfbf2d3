using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Figures about people that the city sets.</summary>
/// <param name="ContactVerifiedEveryDays">Within so many days somebody must have answered at one of a senior's contacts, 1 or more.</param>
/// <param name="VouchesPerStaffAndDay">For how many people a member of staff may vouch on a day, 0 or more.</param>
/// <param name="Evidence">Where the figures come from; <c>ILLUS</c> means invented, to be said on screen.</param>
public sealed record RegisterPolicy(int ContactVerifiedEveryDays, int VouchesPerStaffAndDay, string Evidence)
{
    /// <summary>On a date, a contact must have been verified after this day.</summary>
    public LocalDate ContactsVerifiedSince(LocalDate date) => date.PlusDays(-ContactVerifiedEveryDays);
}

namespace ElderCare.Integrations.Telephony;

/// <summary>
/// Has a telephone exchange dial out. What it tells of calls comes by signed webhook and needs no adapter; an exchange such as
/// FreeSWITCH, Asterisk or one in the cloud is joined by this one method.
/// </summary>
public interface ITelephoneExchange
{
    /// <summary>Rings an agent, then a number, and connects the two; throws when that was not taken.</summary>
    /// <param name="id">The same for every try of one call: an exchange that knows it dials nothing twice.</param>
    /// <param name="agent">The user name of the agent, by which the exchange knows their extension.</param>
    /// <param name="number">11 digits for a mobile phone, with area code and a dash for a landline, + and digits for one from elsewhere.</param>
    /// <param name="ct">Ends the try.</param>
    Task Dial(Guid id, string agent, string number, CancellationToken ct);
}

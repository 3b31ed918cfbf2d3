using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>A one-key device or sensor.</summary>
public sealed class Device
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>How it names itself in its protocol, exactly; unique within the protocol.</summary>
    public required string Number { get; init; }

    /// <summary>How it speaks.</summary>
    public required DeviceProtocol Protocol { get; init; }

    /// <summary>The maker's name for it.</summary>
    public required string Model { get; set; }

    /// <summary>Its key, encrypted; null when it has none.</summary>
    public string? KeyCipher { get; private set; }

    /// <summary>Where it is in its life.</summary>
    public DeviceState State { get; private set; }

    /// <summary>With whom; null when with nobody.</summary>
    public Guid? SeniorId { get; private set; }

    /// <summary>When it was last given to a person, or put back into use there; null before.</summary>
    public Instant? BoundAt { get; private set; }

    /// <summary>When it was registered.</summary>
    public required Instant RegisteredAt { get; init; }

    /// <summary>Whether it is the system's own, by which it watches itself; shown to nobody.</summary>
    public bool IsProbe { get; init; }

    /// <summary>The day on which its SIM lapses; null when it has none or nobody knows.</summary>
    public LocalDate? SimExpiresOn { get; private set; }

    /// <summary>When that day was last written down; null before.</summary>
    public Instant? SimSetAt { get; private set; }

    /// <summary>The telephone number of its SIM; null when it has none or nobody knows.</summary>
    public string? SimNumber { get; private set; }

    /// <summary>Where it hangs, when that is not its person's home.</summary>
    public string? Address { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>Gives it to a person.</summary>
    /// <param name="seniorId">Whose it is from now on.</param>
    /// <param name="now">The instant of the change.</param>
    /// <param name="address">Where it hangs, when that is not the person's home; null leaves what was said before.</param>
    /// <exception cref="RuleViolation"><c>devices.bound</c> while it is with somebody else.</exception>
    public void Bind(Guid seniorId, Instant now, string? address = null)
    {
        RuleViolation.ThrowIf(SeniorId is { } other && other != seniorId, "devices.bound", "这台设备已经绑定了别人，请先解绑。", "It is bound to somebody else; unbind it first.", "seniorId");
        Address = address ?? Address;
        Version++;
        if (SeniorId == seniorId && State is DeviceState.Installed or DeviceState.Active) return; // it hangs where it hung: what has been tried stays tried
        (SeniorId, State, BoundAt) = (seniorId, DeviceState.Installed, now);
    }

    /// <summary>Takes it back.</summary>
    public void Unbind()
    {
        RuleViolation.ThrowIf(SeniorId is null, "devices.notBound", "这台设备没有绑定老人。", "It is bound to nobody.");
        (SeniorId, State, Address) = (null, DeviceState.InStock, null);
        Version++;
    }

    /// <summary>Takes it out of use for a while: nobody asks why it is silent. An alarm that it sends is an alarm all the same.</summary>
    public void Suspend() => Move(DeviceState.Suspended, DeviceState.Installed, DeviceState.Active);

    /// <summary>Puts it back into use: it is installed, and awaits a test call as a new one does.</summary>
    /// <param name="now">The instant of the change.</param>
    public void Resume(Instant now)
    {
        Move(DeviceState.Installed, DeviceState.Suspended);
        BoundAt = now;
    }

    /// <summary>Hands it out, to be installed at somebody's.</summary>
    public void Issue() => Move(DeviceState.Issued, DeviceState.InStock, DeviceState.Returned);

    /// <summary>It has come back; it is with nobody.</summary>
    public void Return()
    {
        Move(DeviceState.Returned, DeviceState.Issued, DeviceState.Installed, DeviceState.Active, DeviceState.Suspended, DeviceState.Lost);
        (SeniorId, Address) = (null, null);
    }

    /// <summary>Writes down what is known of it; what is null stays as it was.</summary>
    /// <param name="now">The instant of the change.</param>
    /// <param name="model">The maker's name for it.</param>
    /// <param name="keyCipher">Another key, encrypted.</param>
    /// <param name="simNumber">The telephone number of its SIM.</param>
    /// <param name="simExpiresOn">The day on which its SIM lapses.</param>
    /// <param name="address">Where it hangs, when that is not its person's home.</param>
    public void Describe(Instant now, string? model = null, string? keyCipher = null, string? simNumber = null, LocalDate? simExpiresOn = null, string? address = null)
    {
        if (simExpiresOn is not null && simExpiresOn != SimExpiresOn) SimSetAt = now;
        (Model, KeyCipher, SimNumber, SimExpiresOn, Address) = (model ?? Model, keyCipher ?? KeyCipher, simNumber ?? SimNumber, simExpiresOn ?? SimExpiresOn, address ?? Address);
        Version++;
    }

    /// <summary>Nobody knows where it is. It stays its person's: what it may still send is about them.</summary>
    public void Lose() => Move(DeviceState.Lost, DeviceState.InStock, DeviceState.Issued, DeviceState.Installed, DeviceState.Active, DeviceState.Suspended);

    private void Move(DeviceState to, params DeviceState[] from)
    {
        RuleViolation.ThrowIf(!from.Contains(State), "devices.stateForbids", "设备现在的状态不能这样做。", "The device's state does not allow it.");
        State = to;
        Version++;
    }

    /// <summary>Its button has been pressed where it was installed.</summary>
    public void Activate()
    {
        if (State != DeviceState.Installed) return;
        State = DeviceState.Active;
        Version++;
    }
}

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
    public required string Model { get; init; }

    /// <summary>Its key, encrypted; null when it has none.</summary>
    public string? KeyCipher { get; init; }

    /// <summary>Where it is in its life.</summary>
    public DeviceState State { get; private set; }

    /// <summary>With whom; null when with nobody.</summary>
    public Guid? SeniorId { get; private set; }

    /// <summary>When it was registered.</summary>
    public required Instant RegisteredAt { get; init; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>Gives it to a person.</summary>
    /// <exception cref="RuleViolation"><c>devices.bound</c> while it is with somebody else.</exception>
    public void Bind(Guid seniorId)
    {
        RuleViolation.ThrowIf(SeniorId is { } other && other != seniorId, "devices.bound", "这台设备已经绑定了别人，请先解绑。", "It is bound to somebody else; unbind it first.", "seniorId");
        (SeniorId, State) = (seniorId, DeviceState.Installed);
        Version++;
    }

    /// <summary>Takes it back.</summary>
    public void Unbind()
    {
        RuleViolation.ThrowIf(SeniorId is null, "devices.notBound", "这台设备没有绑定老人。", "It is bound to nobody.");
        (SeniorId, State) = (null, DeviceState.InStock);
        Version++;
    }

    /// <summary>A signal has come from where it was installed.</summary>
    public void Activate()
    {
        if (State != DeviceState.Installed) return;
        State = DeviceState.Active;
        Version++;
    }
}

namespace ElderCare.Domain.People;

/// <summary>What a person may allow or refuse, each apart.</summary>
public enum ConsentKind
{
    /// <summary>Being known by the face (人脸识别), a biometric.</summary>
    Face,

    /// <summary>Where they are.</summary>
    Location,

    /// <summary>Health notes beyond what a meal needs.</summary>
    Health,
}

namespace ElderCare.Domain.People;

/// <summary>How somebody was seen or heard by staff.</summary>
public enum ContactWay
{
    /// <summary>Face to face.</summary>
    FaceToFace,

    /// <summary>On a video call.</summary>
    Video,

    /// <summary>By a voice that is known.</summary>
    Voice,
}

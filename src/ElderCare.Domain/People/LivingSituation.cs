namespace ElderCare.Domain.People;

/// <summary>With whom a person lives.</summary>
public enum LivingSituation
{
    /// <summary>与家人同住.</summary>
    WithFamily,

    /// <summary>独居.</summary>
    Alone,

    /// <summary>空巢: a couple without their children.</summary>
    EmptyNest,

    /// <summary>留守: left behind by those who work elsewhere.</summary>
    LeftBehind,

    /// <summary>In an institution (养老机构).</summary>
    Institution,
}

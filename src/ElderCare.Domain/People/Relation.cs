namespace ElderCare.Domain.People;

/// <summary>What a contact is to a senior.</summary>
public enum Relation
{
    /// <summary>配偶.</summary>
    Spouse,

    /// <summary>子女.</summary>
    Child,

    /// <summary>儿媳、女婿.</summary>
    ChildInLaw,

    /// <summary>孙辈.</summary>
    Grandchild,

    /// <summary>兄弟姐妹.</summary>
    Sibling,

    /// <summary>其他亲属.</summary>
    Relative,

    /// <summary>邻居.</summary>
    Neighbour,

    /// <summary>朋友.</summary>
    Friend,

    /// <summary>村社联络人.</summary>
    CommunityLiaison,

    /// <summary>其他.</summary>
    Other,
}

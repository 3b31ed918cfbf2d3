namespace ElderCare.Domain.Access;

/// <summary>What an account is allowed to be; an account may hold several.</summary>
public enum Role
{
    /// <summary>Runs the platform.</summary>
    Admin,

    /// <summary>市民政局.</summary>
    CityOfficer,

    /// <summary>区民政局.</summary>
    DistrictOfficer,

    /// <summary>镇街.</summary>
    StreetOfficer,

    /// <summary>村社工作人员.</summary>
    CommunityWorker,

    /// <summary>审计: reads, changes nothing.</summary>
    Auditor,

    /// <summary>食堂.</summary>
    CanteenStaff,

    /// <summary>送餐员.</summary>
    Courier,

    /// <summary>服务商.</summary>
    ProviderManager,

    /// <summary>护理员.</summary>
    Caregiver,

    /// <summary>应急人员.</summary>
    Responder,

    /// <summary>12349 坐席.</summary>
    Agent,

    /// <summary>12349 班长.</summary>
    Supervisor,

    /// <summary>养老机构.</summary>
    FacilityManager,

    /// <summary>志愿者.</summary>
    Volunteer,

    /// <summary>老人.</summary>
    Senior,

    /// <summary>家人.</summary>
    Family,

    /// <summary>自助终端.</summary>
    Kiosk,
}

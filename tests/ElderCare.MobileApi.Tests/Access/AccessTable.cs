namespace ElderCare.MobileApi.Tests.Access;

/// <summary>Who may call what. A new endpoint needs a row here: that is where its reader sees who is let in.</summary>
internal static class AccessTable
{
    /// <summary>Anybody, without signing in.</summary>
    public const string Open = "open";

    /// <summary>Everybody who has signed in.</summary>
    public const string SignedIn = "signedIn";

    private const string Orderers = "senior family communityWorker agent supervisor";
    private const string Officers = "cityOfficer districtOfficer streetOfficer";
    private const string SeesSeniors = $"{Officers} communityWorker auditor agent supervisor";
    private const string Keepers = $"{Officers} communityWorker agent supervisor";
    private const string TaskWorkers = $"{Officers} communityWorker agent supervisor";
    private const string Kitchen = "canteenStaff";

    /// <summary>By the endpoint's name, or by method and address where it has none.</summary>
    public static readonly IReadOnlyDictionary<string, string> Rows = new Dictionary<string, string>
    {
        ["SignIn"] = Open,
        ["RefreshSignIn"] = Open,
        ["SignOut"] = Open,
        ["SendSignInCode"] = Open,
        ["VerifySignInCode"] = Open,
        ["ListAccounts"] = "admin",
        ["GetAccount"] = "admin",
        ["CreateAccount"] = "admin",
        ["DisableAccount"] = "admin",
        ["MoveAccount"] = "admin",
        ["ResetPassword"] = "admin",
        ["ListVendors"] = "admin",
        ["CreateVendor"] = "admin",
        ["ListAudit"] = "auditor cityOfficer",
        ["GetAccessLog"] = "senior family auditor cityOfficer",
        ["ListFamilyLinks"] = "senior family communityWorker agent supervisor",
        ["GrantFamilyLink"] = "senior family communityWorker agent supervisor",
        ["RevokeFamilyLink"] = "senior family communityWorker agent supervisor",
        ["GetMe"] = SignedIn,
        ["ListSeniors"] = $"{SeesSeniors} senior family",
        ["SearchSeniors"] = SeesSeniors,
        ["GetSenior"] = $"{SeesSeniors} senior family",
        ["ChangeSenior"] = Keepers,
        ["RevealSenior"] = Keepers,
        ["IdentifySenior"] = $"{Kitchen} kiosk",
        ["ListConsents"] = $"{SeesSeniors} senior family",
        ["GiveConsent"] = $"{Keepers} senior family",
        ["RevokeConsent"] = $"{Keepers} senior family",
        ["MergeSeniors"] = "cityOfficer districtOfficer",
        ["ListContacts"] = $"{SeesSeniors} senior family",
        ["GetContact"] = $"{SeesSeniors} senior family",
        ["AddContact"] = $"{Keepers} senior family",
        ["ChangeContact"] = $"{Keepers} senior family",
        ["VerifyContact"] = Keepers,
        ["RemoveContact"] = $"{Keepers} senior family",
        ["ReorderContacts"] = $"{Keepers} senior family",
        ["RevealContact"] = Keepers,
        ["ListCards"] = $"{SeesSeniors} senior family",
        ["GetCard"] = $"{SeesSeniors} senior family",
        ["IssueCard"] = Keepers,
        ["ReportCardLost"] = $"{Keepers} senior family",
        ["ReplaceCard"] = Keepers,
        ["ListCanteens"] = SignedIn,
        ["GetCanteen"] = SignedIn,
        ["ListMenus"] = SignedIn,
        ["GetMenu"] = SignedIn,
        ["PutMenu"] = Kitchen,
        ["GetKitchenSheet"] = $"{Kitchen} {Officers}",
        ["ListDeliveryPoints"] = SignedIn,
        ["QuoteMealOrder"] = Orderers,
        ["PlaceMealOrder"] = Orderers,
        ["ListMealOrders"] = $"{Orderers} {Kitchen} {Officers} auditor",
        ["GetMealOrder"] = $"{Orderers} {Kitchen} {Officers} auditor",
        ["ChangeMealOrder"] = Orderers,
        ["CancelMealOrder"] = Orderers,
        ["PrepareMealOrder"] = Kitchen,
        ["MakeMealOrderReady"] = Kitchen,
        ["CollectMealOrder"] = Kitchen,
        ["MissMealOrder"] = Kitchen,
        ["ListSubsidyRules"] = $"{Officers} communityWorker auditor",
        ["TrySubsidyRules"] = $"{Officers} communityWorker auditor",
        ["ListLedgerAccounts"] = $"{Officers} auditor {Kitchen} senior family",
        ["ListPostings"] = $"{Officers} auditor {Kitchen} senior family",
        ["GetTrialBalance"] = "cityOfficer districtOfficer auditor",
        ["ListTasks"] = TaskWorkers,
        ["ClaimTask"] = TaskWorkers,
        ["NoteTask"] = TaskWorkers,
        ["CloseTask"] = TaskWorkers,
        ["PollEvents"] = SignedIn,
        ["ReadDevelopmentOutbox"] = Open,
        ["ANY /hubs/dispatch"] = SignedIn,
        ["ANY /hubs/dispatch/negotiate"] = SignedIn,
        ["GET /health/live"] = Open,
        ["GET /health/ready"] = Open,
        ["GET /"] = Open,
        ["GET /sign-in"] = Open,
        ["POST /sign-in"] = Open,
        ["GET /sign-in/phone"] = Open,
        ["POST /sign-in/phone"] = Open,
        ["GET /sign-out"] = Open,
        ["POST /sign-out"] = Open,
        ["GET /order"] = "senior family",
        ["GET /order/places"] = "senior family",
        ["GET /order/confirm"] = SignedIn,
        ["POST /order/confirm"] = SignedIn,
        ["GET /orders/{id:guid}"] = SignedIn,
        ["POST /orders/{id:guid}/cancel"] = SignedIn,
        ["GET /orders/{id:guid}/cancel"] = Open,
        ["GET /counter"] = Kitchen,
        ["GET /counter/{id:guid}/preparing"] = Open,
        ["POST /counter/{id:guid}/preparing"] = SignedIn,
        ["GET /counter/{id:guid}/ready"] = Open,
        ["POST /counter/{id:guid}/ready"] = SignedIn,
        ["GET /counter/hand-over"] = Open,
        ["GET /counter/{id:guid}/missed"] = SignedIn,
        ["POST /counter/{id:guid}/missed"] = SignedIn,
        ["POST /counter/hand-over"] = SignedIn,
    };

    /// <summary>A demo user of each role.</summary>
    public static readonly IReadOnlyDictionary<string, string> Users = new Dictionary<string, string>
    {
        ["admin"] = "admin",
        ["cityOfficer"] = "city1",
        ["districtOfficer"] = "district1",
        ["streetOfficer"] = "street1",
        ["communityWorker"] = "community1",
        ["auditor"] = "auditor1",
        ["canteenStaff"] = "canteen1",
        ["courier"] = "courier1",
        ["providerManager"] = "provider1",
        ["caregiver"] = "caregiver1",
        ["responder"] = "responder1",
        ["agent"] = "agent1",
        ["supervisor"] = "supervisor1",
        ["facilityManager"] = "facility1",
        ["volunteer"] = "volunteer1",
        ["senior"] = "senior1",
        ["family"] = "family1",
        ["kiosk"] = "kiosk1",
    };
}

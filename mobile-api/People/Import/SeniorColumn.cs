namespace ElderCare.MobileApi.People.Import;

/// <summary>A column of a file of people; its header is the name in camelCase or in Chinese.</summary>
internal enum SeniorColumn
{
    Name,
    IdDocument,
    IdNumber,
    BornOn,
    Sex,
    HukouDivision,
    ResidenceDivision,
    Address,
    Latitude,
    Longitude,
    Phone,
    SelfCare,
    Living,
    Diets,
    Allergies,
    Conditions,
    Medicines,
    DoorNote,
    Categories,
}

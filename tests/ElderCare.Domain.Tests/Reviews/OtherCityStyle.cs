namespace ElderCare.Domain.Tests.Reviews;

/// <summary>How another author might make a labelled city.</summary>
/// <param name="Visits">About how many visits.</param>
/// <param name="Sales">About how many meals.</param>
/// <param name="CheatShare">Which share of each is planted, in equal parts of every kind.</param>
/// <param name="Kilometres">From one end of the city to the other.</param>
/// <param name="GpsMetres">How far off a phone is, evenly up to this.</param>
/// <param name="Decimals">Decimals of a degree.</param>
/// <param name="WholeMinutes">Whether phones tell whole minutes only.</param>
/// <param name="HonestRound">Share of honest visits that last exactly as planned.</param>
/// <param name="HonestQuick">Share of honest ratings that come within 10 seconds.</param>
/// <param name="LateHours">Up to how late one in twenty is synchronised.</param>
/// <param name="MissingCheckOut">Share of honest visits without a check-out.</param>
/// <param name="RecordedAtStart">Whether the server notes the check-in instead of the check-out.</param>
/// <param name="Facts">Whether homes, telephones and the places of canteens are known.</param>
/// <param name="Planned">Whether workers' days are planned; else visits fall as they may, and honest ones overlap.</param>
internal sealed record OtherCityStyle(
    int Visits = 12_000, int Sales = 20_000, double CheatShare = 0.05, double Kilometres = 12, double GpsMetres = 25, int Decimals = 6, bool WholeMinutes = false, double HonestRound = 0.02,
    double HonestQuick = 0.01, double LateHours = 6, double MissingCheckOut = 0, bool RecordedAtStart = false, bool Facts = true, bool Planned = true);

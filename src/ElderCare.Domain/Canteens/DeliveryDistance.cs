namespace ElderCare.Domain.Canteens;

/// <summary>How far a meal is brought, for rules that pay by distance.</summary>
public static class DeliveryDistance
{
    /// <summary>
    /// The measured way when it is more than 1.2 times the straight line, else the straight line; metres, not below 0. The factor
    /// is illustrative: no published one was found.
    /// </summary>
    /// <param name="straightMetres">As the crow flies.</param>
    /// <param name="routeMetres">The way as it was measured; null when nobody measured it.</param>
    public static int Metres(double straightMetres, int? routeMetres) =>
        routeMetres is { } route && route * 10L > straightMetres * 12 ? route : (int)straightMetres;
}

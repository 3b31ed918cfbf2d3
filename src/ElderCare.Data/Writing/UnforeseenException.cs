namespace ElderCare.Data.Writing;

/// <summary>A unit that was said to be foreseen asks the database after all: it runs apart.</summary>
internal sealed class UnforeseenException() : Exception("The unit asks what was not foreseen.");

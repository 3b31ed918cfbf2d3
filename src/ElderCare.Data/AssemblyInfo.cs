using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ElderCare.MobileApi.Tests")]

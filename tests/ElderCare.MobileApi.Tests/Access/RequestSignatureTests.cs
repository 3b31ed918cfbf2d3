using System.Text;
using ElderCare.Integrations.Signing;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Access;

/// <summary>The signature of vendors, exchanges and tills.</summary>
public class RequestSignatureTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("demo-device-key");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"deviceNumber":"D1","type":"sos"}""");
    private static readonly Instant Now = Instant.FromUnixTimeSeconds(1_795_000_000);

    [Fact]
    public void IsWhatOpensslComputes() =>
        // printf '1795000000.{"deviceNumber":"D1","type":"sos"}' | openssl dgst -sha256 -hmac demo-device-key
        Assert.Equal("t=1795000000,v1=7108c601f270aa77546fc34ee3ff47b6bd6141446fa1b2e31a29c55350779bd0", RequestSignature.Sign(Body, Key, Now));

    [Theory]
    [InlineData(0, SignatureCheck.Right)]
    [InlineData(300, SignatureCheck.Right)]
    [InlineData(-300, SignatureCheck.Right)]
    [InlineData(301, SignatureCheck.WrongClock)]
    [InlineData(-301, SignatureCheck.WrongClock)]
    public void AllowsFiveMinutesOfClock(int secondsLater, SignatureCheck expected) =>
        Assert.Equal(expected, RequestSignature.Check(RequestSignature.Sign(Body, Key, Now), Body, Key, Now + Duration.FromSeconds(secondsLater)));

    [Fact]
    public void RefusesAnotherBodyKeyOrTime()
    {
        var signature = RequestSignature.Sign(Body, Key, Now);
        Assert.Equal(SignatureCheck.Wrong, RequestSignature.Check(signature, [.. Body, 32], Key, Now));
        Assert.Equal(SignatureCheck.Wrong, RequestSignature.Check(signature, Body, [.. Key, 32], Now));
        Assert.Equal(SignatureCheck.Wrong, RequestSignature.Check(signature.Replace("t=1795000000", "t=1795000001"), Body, Key, Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1795000000")]
    [InlineData("v1=00")]
    [InlineData("t=1795000000,v1=zz")]
    [InlineData("t=99999999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=-1,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public void RefusesWhatIsNoSignature(string? header) => Assert.Equal(SignatureCheck.Wrong, RequestSignature.Check(header, Body, Key, Now));

    [Fact]
    public void TakesUpperCaseBlanksAndASecondSignature()
    {
        var right = RequestSignature.Sign(Body, Key, Now).Split("v1=")[1];
        Assert.Equal(SignatureCheck.Right, RequestSignature.Check($"t=1795000000, v1={new string('0', 64)}, v1={right.ToUpperInvariant()}", Body, Key, Now));
    }

    [Fact]
    public void TellsOfTheClockOnlyToWhoHasTheKey() =>
        Assert.Equal(SignatureCheck.Wrong, RequestSignature.Check(RequestSignature.Sign(Body, [1, 2, 3], Now), Body, Key, Now + Duration.FromHours(1)));
}

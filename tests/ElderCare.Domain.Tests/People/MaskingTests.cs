using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

public class MaskingTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张建国", "张**")]
    [InlineData("欧阳娜娜", "欧阳**")]
    [InlineData("欧阳修", "欧阳*")]
    [InlineData("欧阳", "欧*")]
    [InlineData("阿卜杜拉·买买提", "阿*******")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("张", "*")]
    [InlineData("", "")]
    public void Case10_ANameKeepsItsSurname(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("330399194010150023", "330399********0023")]
    [InlineData("330399401015002", "330399*****5002")]
    [InlineData("E12345678", "*********")]
    public void Case10_AnIdNumberKeepsSixAndFour(string number, string masked) => Assert.Equal(masked, Masking.IdNumber(number));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+8613812345678", "+86138****5678")]
    [InlineData("0577-88881234", "0577-8888****")]
    [InlineData("88881234", "8888****")]
    [InlineData("12349", "*****")]
    public void Case10_APhoneKeepsWhatTellsItsKind(string phone, string masked) => Assert.Equal(masked, Masking.Phone(phone));

    [Theory]
    [InlineData("环翠区环翠楼街道新威路12号3单元501室", "环翠区环翠楼街道新威路***")]
    [InlineData("环翠区环翠楼街道新威路", "环翠区环翠楼街道新威路")]
    [InlineData("环翠区张村镇皂埠村东头第三家", "环翠区张村镇皂埠村***")]
    [InlineData("台州市路桥区金水路8号", "台州市路桥区金水路***")]
    [InlineData("市北区解放路街道 延安三路 甲12", "市北区解放路街道 延安三路***")]
    [InlineData("鹿城区人民东路十二弄3幢", "鹿城区人民东路***")]
    [InlineData("318国道旁58号", "318国道***")]
    [InlineData("新村路5号", "新村路***")]
    [InlineData("环翠区阳光小区12号楼", "环翠区***")]
    [InlineData("12号楼501", "***")]
    public void Case10_AnAddressKeepsItsStreet(string address, string masked) => Assert.Equal(masked, Masking.Address(address));
}

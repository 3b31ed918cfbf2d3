using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>Event codes of SIA DC-03, two capital letters.</summary>
internal static class SiaCode
{
    /// <summary>The codes of the standard.</summary>
    private static readonly bool[] Known = Table("""
        AA AB AN AR AS AT BA BB BC BD BE BF BG BH BJ BL BM BR BS BT BU BV BX BZ CA CD CE CF CG CI CJ CK CL CM CO CP CQ CR CS CT CW CX CZ DA DB DC DD DE DF DG DH DI DJ DK DL DM DN DO DP DQ DR DS DT DU DV DW DX DY DZ
        EA EB EE EJ EM EN ER ES ET EX EZ FA FB FC FG FH FI FJ FK FL FM FN FP FQ FR FS FT FU FV FW FX FY FZ GA GB GH GJ GR GS GT GU GX HA HB HH HJ HR HS HT HU IA IR JA JD JH JK JL JN JO JP JR JS JT JV JX JY JZ KA KB KH KJ KR KS KT KU
        LB LD LE LF LR LS LT LU LX MA MB MH MI MJ MR MS MT MU NA NC ND NE NF NL NM NN NO NP NR NS NT OA OC OG OH OI OJ OK OL OP OR OS OT OU OX PA PB PH PI PJ PN PR PS PT PU QA QB QH QJ QR QS QT QU RA RB RC RD RN RO RP RR RS RT RU RX RY RZ
        SA SB SC SH SJ SM SR SS ST SU TA TB TC TE TH TJ TP TR TS TT TU TW TX TZ UA UB UG UH UJ UM UO UR US UT UU UV UW UX UY UZ VI VO VR VT VX VY VZ WA WB WH WJ WR WS WT WU
        XA XB XC XD XE XF XG XH XI XJ XK XL XM XN XO XP XQ XR XS XT XU XW XX XY XZ YA YB YC YD YE YF YG YH YI YJ YK YM YN YO YP YQ YR YS YT YU YW YX YY YZ ZA ZB ZH ZJ ZR ZS ZT ZU
        """);

    /// <summary>What a code says.</summary>
    public static SignalType TypeOf(char first, char second) => (first, second) switch
    {
        // ND, disarmed under threat, is the one alarm among the openings and closings.
        ('M', 'A') or ('Q', 'A') or ('P', 'A') or ('H', 'A') or ('N', 'D') => SignalType.Sos,
        ('F', 'A' or 'M' or 'G') => SignalType.Smoke,
        ('G', 'A') => SignalType.Gas,
        ('W', 'A') => SignalType.Water,
        ('N', 'A') => SignalType.Inactivity,
        ('A', 'T') => SignalType.PowerFail,
        ('Y', 'T') or ('X', 'T') or ('Y', 'M') => SignalType.LowBattery,
        ('T', 'A') or ('J', 'A') => SignalType.Tamper,
        ('R', 'X') or ('T', 'X') => SignalType.Test,
        ('R', 'P') => SignalType.Heartbeat,
        // Armed or disarmed by itself, a card or an account added, a call that failed, a bell or a part at fault.
        ('C' or 'O' or 'D' or 'X' or 'R' or 'Y' or 'I', 'A') => SignalType.Status,
        // Alarms with another ending: of two sensors, verified, undefined.
        (_, 'A') or ('B', 'M' or 'V') or ('U', 'M' or 'X') => SignalType.Unknown,
        // R and H end an alarm or a fault of what the first letter names; of other first letters they mean something else, such as RR, power is up.
        ('A' or 'B' or 'D' or 'E' or 'F' or 'G' or 'H' or 'I' or 'K' or 'M' or 'P' or 'Q' or 'S' or 'T' or 'U' or 'W' or 'X' or 'Y' or 'Z', 'R' or 'H') => SignalType.Restore,
        ('Y', 'K') => SignalType.Restore,
        _ when Known[Place(first, second)] => SignalType.Status,
        // What no table has may be an alarm of a maker's own: somebody is asked rather than nobody.
        _ => SignalType.Unknown,
    };

    private static bool[] Table(string codes)
    {
        var table = new bool[26 * 26];
        foreach (var code in codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) table[Place(code[0], code[1])] = true;
        return table;
    }

    private static int Place(char first, char second) => ((first - 'A') * 26) + second - 'A';
}

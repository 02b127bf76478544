package cloudshell.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnWidthsTest {
    private static final List<String> TITLES = List.of("NAME", "RESOURCE GROUP", "SIZE");
    private static final List<List<String>> ROWS =
            List.of(List.of("web-01", "RG-WEB", "Standard_B2s"), List.of("db-02", "RG-DB", "Standard_E8ads_v5"));

    @Test
    void ifItFitsNothingIsCut() {
        assertEquals("""
                NAME    RESOURCE GROUP  SIZE
                web-01  RG-WEB          Standard_B2s
                db-02   RG-DB           Standard_E8ads_v5
                """, table(TITLES, ROWS, 80));
    }

    @Test
    void ifThereIsNoColumnThereIsNothing() {
        assertEquals("", new ColumnWidths(List.of(), List.of(List.of()), 80).titles(List.of()));
    }

    @Test
    void titlesGiveWayFirstWordByWord() {
        assertEquals("""
                NAME    RESOURCE  SIZE
                web-01  RG-WEB    Standard_B2s
                db-02   RG-DB     Standard_E8ads_v5
                """, table(TITLES, ROWS, 35));
    }

    @Test
    void thenTheBeginningThatAllCellsShare() {
        assertEquals("""
                NAME    RESOURCE  SIZE
                web-01  RG-WEB    …B2s
                db-02   RG-DB     …E8ads_v5
                """, table(TITLES, ROWS, 30));
    }

    @Test
    void theEndsOfSentencesGoBeforeAnyValue() {
        var rows = List.of(
                List.of("https://search.azure.com", "AI Search", "not supported", "it is on no list of any kind"),
                List.of("arm", "Azure Resource Manager", "supported", ""));

        assertEquals("""
                AUDIENCE                  SERVICE        STATUS         REASON
                https://search.azure.com  AI Search      not supported  it is on no\u2026
                arm                       Azure Resour\u2026  supported
                """, table(List.of("AUDIENCE", "SERVICE", "STATUS", "REASON"), rows, 69));
    }

    @ParameterizedTest
    @CsvSource({"64, 4", "63, 3", "50, 2"})
    void sentencesStayCutWhenTheNextStepsDoNotHelp(int available, int columns) {
        var rows = List.of(
                List.of("https://search.azure.com", "AI Search of Azure", "not supported", "it is on no list"),
                List.of("arm", "Azure Resource Manager", "supported", ""));
        var widths = new ColumnWidths(List.of("AUDIENCE", "SERVICE", "STATUS", "REASON"), rows, available);

        assertEquals(columns, widths.columns());
        rows.forEach(row -> assertTrue(DisplayWidth.of(widths.line(row)) <= available, widths.line(row)));
    }

    @Test
    void aDateOrAnIdIsNoBeginningThatCellsShare() {
        var rows = List.of(List.of("a", "2026-11-14T22:13:20Z"), List.of("b", "2026-11-15T22:13:20Z"));

        assertEquals("NAME\na\nb\n", table(List.of("NAME", "CREATED"), rows, 20));
    }

    @Test
    void titlesAreShortOnlyWhereTheyStayApartAndNoLongerThanNeeded() {
        var rows = List.of(List.of("a", "false", "x", "true", "2026-11-14T22:13:20Z"));
        var titles = List.of("NAME", "MAIL ENABLED", "MAIL NICKNAME", "ENABLED", "CREATED");

        assertEquals(
                "NAME  MAIL ENABLED  MAIL NICKNAME  ENABLED",
                table(titles, rows, 43).lines().findFirst().orElseThrow());
    }

    @Test
    void aKeyThatIsWiderThanTheTerminalIsWholeAndOthersGetTheRestOfItsLastLine() {
        var rows = List.of(List.of("k".repeat(50), "{\"a\":\"" + "x".repeat(90) + "\"}", "v", "w"));
        var widths = new ColumnWidths(List.of("ID", "PROPERTIES", "V", "W"), rows, 40);

        assertEquals("k".repeat(50) + "  {\"a\":\"" + "x".repeat(15) + "\u2026  v  w", widths.line(rows.get(0)));
        assertTrue(DisplayWidth.of(widths.line(rows.get(0))) <= 2 * 40);
    }

    @Test
    void columnsThatDoNotFitBehindSuchAKeyAreLeftOut() {
        var rows = List.of(List.of("k".repeat(41), "y".repeat(30), "z".repeat(30)));

        assertEquals(2, new ColumnWidths(List.of("ID", "Y", "Z"), rows, 40).columns());
    }

    @Test
    void anIdGivesWayToANameThatFits() {
        var titles = List.of("id", "name");
        var rows = List.of(List.of("/subscriptions/" + "0".repeat(36), "web-01"));

        assertTrue(ColumnWidths.isReplaceable(titles, rows, 40));
        assertFalse(ColumnWidths.isReplaceable(titles, rows, 120));
        assertFalse(ColumnWidths.isReplaceable(titles, rows, 0));
        assertFalse(ColumnWidths.isReplaceable(titles, rows, 5));
        assertFalse(ColumnWidths.isReplaceable(List.of("id", "location"), rows, 40));
    }

    @Test
    void aValueIsNeverCutColumnsAreLeftOutFromTheRight() {
        var rows = List.of(List.of("web-01", "deallocated", "x".repeat(20), "y"));
        var titles = List.of("NAME", "POWER", "ID", "Z");

        assertEquals("NAME    POWER\nweb-01  deallocated\n", table(titles, rows, 25));
        assertEquals(2, new ColumnWidths(titles, rows, 25).columns());
        assertEquals(1, new ColumnWidths(titles, rows, 7).columns());
    }

    @Test
    void aKeyWithoutRoomIsNotCut() {
        var rows = List.of(List.of("a-very-long-name-0001", "x"), List.of("a-very-long-name-0002", "y"));

        assertEquals("""
                NAME                   Y
                a-very-long-name-0001  x
                a-very-long-name-0002  y
                """, table(List.of("NAME", "Y"), rows, 13));
    }

    @Test
    void whatIsPaintedIsAlignedAsIfItWereNot() {
        var widths = new ColumnWidths(List.of("A", "B"), List.of(List.of("ok", "1"), List.of("longer", "2")), 0);

        assertEquals("<ok>      <1>", widths.line(List.of("ok", "1"), text -> "<" + text + ">"));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 20, 25, 30, 40})
    void noLineIsWiderThanTheTerminal(int columns) {
        assertTrue(table(TITLES, ROWS, columns).lines().allMatch(line -> DisplayWidth.of(line) <= columns));
    }

    @Test
    void wideCharactersAreAlignedAndNeverCutInHalf() {
        var rows = List.of(List.of("日本語チーム", "a"), List.of("e\u0301quipe", "b"), List.of("🚀🚀", "c"));

        assertEquals("""
                T             X
                日本語チーム  a
                e\u0301quipe        b
                🚀🚀          c
                """, table(List.of("T", "X"), rows, 0));
        assertEquals("""
                T            X
                日本語チーム a
                e\u0301quipe       b
                🚀🚀         c
                """, table(List.of("T", "X"), rows, 14));
    }

    private static String table(List<String> titles, List<List<String>> rows, int columns) {
        var widths = new ColumnWidths(titles, rows, columns);
        return Stream.concat(Stream.of(widths.titles(titles)), rows.stream().map(widths::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

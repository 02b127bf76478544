package cloudshell.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnWidthsTest {
    private static final List<String> TITLES = List.of("NAME", "RESOURCE GROUP", "SIZE");
    private static final List<List<String>> ROWS =
            List.of(List.of("web-01", "RG-WEB", "Standard_B2s"), List.of("db-02", "RG-DB", "Standard_E8ads_v5"));

    @Test
    void whereThereIsRoomNothingIsCut() {
        assertEquals("""
                NAME    RESOURCE GROUP  SIZE
                web-01  RG-WEB          Standard_B2s
                db-02   RG-DB           Standard_E8ads_v5
                """, table(TITLES, ROWS, 80));
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
    void thenTheMiddleOfTheWidestCells() {
        var rows = List.of(List.of("a-very-long-name-0001", "x"), List.of("a-very-long-name-0002", "y"));

        assertEquals("""
                NAME        Y
                a-ver…-0001 x
                a-ver…-0002 y
                """, table(List.of("NAME", "Y"), rows, 13));
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
                T       X
                日…ム   a
                e\u0301quipe  b
                🚀🚀    c
                """, table(List.of("T", "X"), rows, 9));
    }

    private static String table(List<String> titles, List<List<String>> rows, int columns) {
        var widths = new ColumnWidths(titles, rows, columns);
        return Stream.concat(Stream.of(widths.titles(titles)), rows.stream().map(widths::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

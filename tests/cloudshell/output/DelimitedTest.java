package cloudshell.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import harness.Terminals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedTest {
    private final Terminals terminal = new Terminals();

    @Test
    void tabsSeparateCellsAndNothingIsQuoted() {
        Delimited.tsv(terminal.stream()).row(List.of("a \"b\"", "", "c,d"));

        assertEquals("a \"b\"\t\tc,d\n", terminal.out());
    }

    @Test
    void aCellCannotBreakItsRow() {
        Delimited.tsv(terminal.stream()).row(List.of("a\tb\nc", "\u001b[31md"));

        assertEquals("a b c\t [31md\n", terminal.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain      | plain",
                "a,b        | \"a,b\"",
                "say \"x\"  | \"say \"\"x\"\"\"",
                "``         | ``",
            })
    void aCellOfCsvIsQuotedWhereItMustBe(String cell, String written) {
        assertEquals(written + ",x\r\n", csv(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1"})
    void aCellThatASpreadsheetWouldComputeIsText(String cell) {
        assertEquals("'" + cell + ",x\r\n", csv(cell));
    }

    @Test
    void aFormulaBehindATabOrLineBreakIsTextAsWell() {
        assertEquals("'=1+1,x\r\n", csv("\t=1+1").replace(" ", ""));
        assertEquals("\"'=cmd|' /C calc'!A0,\"\"\",x\r\n", csv("=cmd|' /C calc'!A0,\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"a;=1+1 ! \"a;'=1+1\"", "a; @SUM(A1) ! \"a;' @SUM(A1)\"", "a;b ! \"a;b\"", "a|=1 ! \"a|=1\""})
    void aSheetThatSplitsAtSemicolonsFindsNoFormula(String cell, String written) {
        assertEquals(written + ",x\r\n", csv(cell));
    }

    private String csv(String cell) {
        Delimited.csv(terminal.stream()).row(List.of(cell, "x"));
        var written = terminal.out();
        return written.substring(written.lastIndexOf("\r\n", written.length() - 3) + 1)
                .stripLeading();
    }
}

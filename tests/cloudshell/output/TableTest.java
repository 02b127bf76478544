package cloudshell.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Terminals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Terminals terminal = new Terminals();

    @Test
    void columnsAreAlignedAndNoLineEndsInSpaces() {
        var table = new Table(terminal.stream(), List.of("NAME", "OS"));
        table.row(List.of("a-long-name", "Linux"));
        table.row(List.of("b", ""));

        table.flush();

        assertEquals("NAME         OS\na-long-name  Linux\nb\n", terminal.out());
    }

    @Test
    void aCellCannotSteerTheTerminal() {
        var table = new Table(terminal.stream(), List.of("NAME"));
        table.row(List.of("a\u001b]0;title\u0007\n"));

        table.flush();

        assertEquals("NAME\na ]0;title\n", terminal.out());
    }

    @Test
    void afterTheFirstThousandRowsEachIsWrittenAsItComes() {
        var table = new Table(terminal.stream(), List.of("N"));
        IntStream.range(0, 999).forEach(n -> table.row(List.of("r" + n)));
        assertEquals("", terminal.out());

        table.row(List.of("r999"));
        table.row(List.of("wider than all before"));

        assertTrue(terminal.out().endsWith("r999\nwider than all before\n"));
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        new Table(terminal.stream(), List.of("NAME", "OS")).flush();

        assertEquals("NAME  OS\n", terminal.out());
        assertFalse(terminal.out().isEmpty());
    }
}

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
    void aResourceGraphRowFitsTheTerminalWithoutItsId() {
        var titles = List.of("id", "name", "type", "tenantId", "location", "resourceGroup", "properties");
        var table = new Table(terminal.stream(), titles, 120, Ansi.PLAIN, () -> {});
        var tenant = "72f988bf-0000-4000-8000-000000000001";
        table.row(List.of(
                "/subscriptions/" + tenant
                        + "/resourceGroups/RG-WEB/providers/Microsoft.Compute/virtualMachines/web-0001",
                "web-0001",
                "microsoft.compute/virtualmachines",
                tenant,
                "westeurope",
                "rg-web",
                "{\"vmId\":\"" + tenant + "\",\"x\":{\"y\":\"" + "z".repeat(200) + "\"}}"));

        table.flush();

        assertTrue(terminal.out().lines().allMatch(line -> line.length() <= 120), terminal.out());
        assertTrue(terminal.out().startsWith("name      type  "), terminal.out());
        assertEquals("id", table.leftOut().get(0));
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

package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import harness.Project;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The simulator's page and its help name every fault. */
class SimulatorPageTest {
    private static final String PAGE = Project.read("docs/simulator.md");

    @Test
    void thePageExplainsEveryTargetAndEffect() {
        var targets = rows("| Target |", "| Effect |");
        var effects = rows("| Effect |", "## Clients");
        effects.remove("300");

        var explained = targets.stream()
                .flatMap(target -> effects.stream().map(effect -> target + "-" + effect))
                .sorted()
                .toList();

        assertEquals(Simulator.faults().stream().sorted().toList(), explained);
    }

    @Test
    void theHelpNamesThemToo() {
        var help = Project.read("scripts/simulator.java").replaceAll("\\s+", " ");

        rows("| Target |", "## Clients").stream()
                .filter(word -> !word.equals("300"))
                .forEach(word -> assertTrue(help.contains(word), word));
    }

    private static TreeSet<String> rows(String from, String to) {
        var part = PAGE.substring(PAGE.indexOf(from), PAGE.indexOf(to));
        return Pattern.compile("(?m)^\\| `([\\w-]+)`")
                .matcher(part)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

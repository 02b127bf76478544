package cloudshell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.token.UsageException;
import harness.Terminals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static final Command COMMAND = new Command(
            "probe",
            "tries things",
            "[THING]",
            "It explains itself.\n",
            List.of(
                    Options.value("o", "output", "table|json", "how to print (table)"),
                    Options.value(null, "count", "N", "how many"),
                    Options.flag(
                            null, "quick", "a flag with a meaning that is so long that it cannot stand on one line")),
            "jbang probe@catalog\njbang probe@catalog -o json\n");

    private final Terminals terminal = new Terminals();

    @Test
    void theResponseAndTheExitCodeAreTheBodys() {
        assertEquals(7, run(call -> {
            call.out().print("response");
            return 7;
        }));
        assertEquals("response", terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void aFailureOfTheLibraryIsOneLineAndWhatToTry() {
        assertEquals(Exit.USAGE, run(call -> {
            throw new UsageException("read it", "it is\nno good", "another");
        }));
        assertEquals("probe: could not read it: it is no good\nTry: another\n", terminal.err());
    }

    @Test
    void anUnexpectedFailureIsReportedWithoutATrace() {
        assertEquals(Exit.FAILED, run(call -> {
            throw new IllegalStateException("surprise\u001b[31m");
        }));
        assertEquals(
                "probe: could not finish: IllegalStateException: surprise [31m\n"
                        + "Try: run it with --verbose and report the output\n",
                terminal.err());
    }

    @Test
    void verboseShowsTheTraceAndNoMessageTwice() {
        run(
                call -> {
                    throw new UsageException("read it", "why", "");
                },
                "--verbose");

        assertTrue(terminal.err().startsWith("probe: could not read it: why\n    at "), terminal.err());
        assertTrue(terminal.err().contains("CommandTest"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--nonsense        | there is no option --nonsense",
                "-x                | there is no option -x",
                "--out             | there is no option --out; did you mean '--output'?",
                "--count           | --count needs a value: N",
                "--output=xml      | --output is one of table, json, not 'xml'",
                "-oxml             | --output is one of table, json, not 'xml'",
                "--source=other    | --source is one of auto, cloud-shell, az, az-powershell, not 'other'",
                "--count=x         | --count takes a whole number from 1 to 9, not 'x'",
                "--count=0         | --count takes a whole number from 1 to 9, not '0'",
                "--count=1e9       | --count takes a whole number from 1 to 9, not '1e9'",
                "--count=          | --count needs a value that is not empty: N",
                "extra             | unexpected argument 'extra'",
                "--json            | there is no option --json; did you mean '--output json'?",
                "-table            | there is no option -table; did you mean '--output table'?",
                "--ver             | there is no option --ver; did you mean '--verbose' or '--version'?",
                "--verb            | there is no option --verb; did you mean '--verbose'?",
                "$THING            | the shell did not replace the variable $THING, as in single quotes",
                "--count=${n}      | the shell did not replace the variable ${n}, as in single quotes",
                "--timeout=0       | --timeout takes a whole number of seconds from 1 to 86400, or a time such as 5m, not '0'",
                "--cloud=Mars      | 'Mars' is not a known cloud",
            })
    void wrongUsageIsExitTwoWithWhatWouldBeRight(String argument, String cause) {
        var exit = run(
                call -> {
                    call.rejectArguments();
                    call.number("count", 1, 1, 9);
                    call.settings();
                    return 0;
                },
                argument);

        assertEquals(Exit.USAGE, exit, terminal.err());
        assertTrue(terminal.err().contains(": " + cause + "\n"), terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void whatComesAfterTwoDashesIsNoOption() {
        run(
                call -> {
                    call.out().print(call.arguments());
                    return 0;
                },
                "--quick",
                "--",
                "--output",
                "-x");

        assertEquals("[--output, -x]", terminal.out());
    }

    @Test
    void theLastOfARepeatedOptionCounts() {
        run(
                call -> {
                    call.out().print(call.value("output", "") + call.values("output"));
                    return 0;
                },
                "-o",
                "table",
                "-o",
                "json");

        assertEquals("json[table, json]", terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpFitsEightyColumnsAndHasExamplesAndExitCodes(String option) {
        assertEquals(Exit.DONE, run(call -> Exit.FAILED, option));

        var help = terminal.out();
        assertTrue(help.startsWith(
                "probe " + CloudShell.VERSION + ": tries things\n\nUsage: probe [THING] [OPTION]...\n"));
        assertTrue(help.contains("\nIt explains itself.\n"));
        assertTrue(help.contains("\n  -o, --output table|json how to print (table)\n"), help);
        assertTrue(help.contains("\nExamples:\n  jbang probe@catalog\n  jbang probe@catalog -o json\n"));
        assertTrue(help.contains("\nExit codes:\n  0  done\n"));
        assertTrue(help.lines().allMatch(line -> line.length() <= 80 && line.equals(line.stripTrailing())), help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsOneLine(String option) {
        assertEquals(Exit.DONE, run(call -> Exit.FAILED, option));
        assertEquals("probe " + CloudShell.VERSION + "\n", terminal.out());
    }

    private int run(Command.Action body, String... arguments) {
        return COMMAND.run(arguments, body, terminal.piped());
    }
}

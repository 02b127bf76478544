package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.cli.Command;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Expect;
import harness.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An option given empty is mostly a variable that is not set: {@code rest DELETE -s "$SUB"}. */
class EmptyOptionsTest {
    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.DEFAULTS);
    private static final List<String> COMMANDS = List.of(
            "Token",
            "ListVms",
            "AudienceCheckScript",
            "Rest",
            "QueryScript",
            "Doctor",
            "ExecScript",
            "ShellScript",
            "SimulatorScript",
            "CompletionScript",
            "Demo");

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    static Stream<Arguments> options() throws ReflectiveOperationException {
        var all = new ArrayList<Arguments>();
        for (var name : COMMANDS) {
            var field = Class.forName(name).getDeclaredField("COMMAND");
            field.setAccessible(true);
            for (var option : ((Command) field.get(null)).options()) {
                if (option.hasArg()) {
                    all.add(Arguments.of(name, option.getLongOpt()));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("options")
    void rejectsAnEmptyValueBeforeAnythingIsSent(String command, String option) {
        int before = SIMULATOR.log().lines().size();
        for (var arguments :
                List.of(List.of("--" + option, ""), List.of("--" + option + "="), List.of("--" + option, " \t"))) {
            var run = Program.run(command, SIMULATOR.environment(), arguments.toArray(String[]::new));

            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("--" + option + " needs a value"), run.err());
        }
        assertEquals(before, SIMULATOR.log().lines().size());
    }

    @Test
    void tokenRejectsASubscriptionThatTheUserDoesNotSee() {
        var run = Program.run("Token", SIMULATOR.environment(), "-s", "Staging");

        Expect.failure(run, 2, "token", "the signed-in user sees no subscription 'Staging'");
    }

    @ParameterizedTest
    @CsvSource({"Token, ''", "Rest, ''", "ListVms, ''", "QueryScript, ''", "AudienceCheckScript, ''"})
    void rejectsAnEmptyArgument(String command, String argument) {
        assertEquals(2, Program.run(command, SIMULATOR.environment(), argument).exit());
    }
}

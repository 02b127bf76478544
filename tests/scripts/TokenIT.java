package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.Expect;
import harness.Program;
import harness.Project;
import harness.Run;
import harness.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenIT {
    private static Simulator simulator;
    private static String token;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
        token = run().out().strip();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void withoutANetworkThereIsNoEndpoint() {
        Tools.require("unshare");
        assumeTrue(
                Run.of(Project.root(), Map.of(), "", List.of("unshare", "-rn", "true"))
                                .exit()
                        == 0,
                "unshare may not make a network namespace");
        var command = new ArrayList<>(List.of("unshare", "-rn"));
        command.addAll(Program.command("Token", List.of("--source", "cloud-shell")));

        var run = Run.of(Project.root(), Map.of(), "", command);

        Expect.failure(run, 3, "token", "nothing listens at http://localhost:50342/oauth2/token");
    }

    @Test
    void onATerminalItIsSaidThatThisIsASecret() {
        Tools.require("script");
        var command =
                Program.command("Token", List.of()).stream().map(Tools::quoted).collect(Collectors.joining(" "));

        var run = Run.of(Project.root(), simulator.environment(), "", List.of("script", "-qec", command, "/dev/null"));

        var lines = run.out().lines().toList();
        assertTrue(lines.contains(token), run.out());
        assertEquals(
                List.of("token: this is a secret: anyone who has it can act as you until it expires"),
                lines.stream().filter(line -> line.contains("secret")).toList());
    }

    private static Run run(String... arguments) {
        return Program.run("Token", simulator.environment(), arguments);
    }
}

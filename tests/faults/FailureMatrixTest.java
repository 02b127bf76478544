package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.FakePrograms;
import harness.Program;
import harness.Project;
import harness.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault that is known of these services, at every command, as real processes: exit code, requests, what is said,
 * and that it ends. The table is written to target/fault-table.md.
 */
class FailureMatrixTest {
    /** What a command asks for, and where it says what went wrong. */
    private enum Kind {
        TOKEN(0, 0),
        LIST(1, 0),
        STATUS(0, 0),
        FINDINGS(3, 2);

        /** Requests to Resource Manager with a token and without. */
        private final int done;

        private final int failed;

        Kind(int done, int failed) {
            this.done = done;
            this.failed = failed;
        }

        boolean answersOnStdout(int exit) {
            return this == FINDINGS || this == STATUS && exit != 3;
        }
    }

    /** A new command is one more line here. */
    private static final List<Command> COMMANDS = List.of(
            new Command("token", "Token", Kind.TOKEN),
            new Command("list-vms", "ListVms", Kind.LIST, "--no-power-state"),
            new Command("rest", "Rest", Kind.LIST, "GET", "--paged", "/subscriptions?api-version=2022-12-01"),
            new Command("audience-check", "AudienceCheckScript", Kind.STATUS, "arm"),
            new Command("doctor", "Doctor", Kind.FINDINGS));

    private static final FakePrograms NOTHING_INSTALLED = new FakePrograms(Project.target("nothing-installed"));

    /** Fault, exit code, exit code where the result on an audience is the response, token requests, what is said. */
    private static final String AT_THE_TOKEN_ENDPOINT = """
            500:2                                 | 0 | 0 | 3 |
            500                                   | 1 | 1 | 4 | HTTP 500 InternalServerError
            502:1                                 | 0 | 0 | 2 |
            429:1                                 | 0 | 0 | 2 |
            retry-after-too-long                  | 1 | 1 | 1 | retry in 1200 s
            501                                   | 1 | 1 | 1 | HTTP 501
            truncated                             | 1 | 1 | 1 | JSON that is broken or cut off
            not supported                         | 4 | 4 | 1 | is not a supported MSI token audience
            badrequest                            | 1 | 1 | 1 | HTTP 400
            403                                   | 4 | 1 | 1 | HTTP 403
            404                                   | 1 | 1 | 1 | HTTP 404
            302                                   | 1 | 1 | 1 | a redirect (HTTP 302), which is never followed
            nobody listens                        | 3 | 3 | 0 | nothing listens at
            never responds                         | 3 | 3 | 1 | no complete response within
            drips its head                        | 3 | 3 | 1 | no complete response within
            drips its body                        | 3 | 3 | 1 | no complete response within
            reset                                 | 1 | 1 | 4 | the connection broke
            html                                  | 1 | 1 | 1 | HTML instead of JSON
            expired-token                         | 1 | 1 | 1 | returned a token that expired at
            noexpiry                              | 1 | 1 | 1 | expires_on is missing or unreadable
            gzip bomb                             | 1 | 1 | 1 | the response is larger than
            byte-order mark                       | 0 | 0 | 1 |
            """;

    /** The same of responses whose form is odd: one command is enough for these. */
    private static final String IN_ANOTHER_FORM = """
            expires_on "4070908800"               | 0 | 0 | 1 |
            expires_on 4070908800                 | 0 | 0 | 1 |
            expires_on "12/31/2098 11:59:59 PM +00:00" | 0 | 0 | 1 |
            expires_on "12/31/2098 23:59:59 +00:00" | 0 | 0 | 1 |
            expires_on "2098-12-31T23:59:59Z"     | 0 | 0 | 1 |
            expires_on "never"                    | 1 | 1 | 1 | expires_on is missing or unreadable
            expires_on null                       | 1 | 1 | 1 | expires_on is missing or unreadable
            duplicate keys                        | 1 | 1 | 1 | JSON that is broken or cut off
            deep nesting                          | 1 | 1 | 1 | JSON that is broken or cut off
            chunked garbage                       | 1 | 1 | 4 | truncated or is malformed
            endless body                          | 1 | 1 | 1 | the response is larger than
            """;

    /** Fault, exit code, token requests, requests to Resource Manager, what is said. */
    private static final String AT_RESOURCE_MANAGER = """
            500:2                                 | 0 | 1 | 3 |
            500                                   | 1 | 1 | 4 | HTTP 500 InternalServerError
            429:1                                 | 0 | 1 | 2 |
            408:1                                 | 0 | 1 | 2 |
            retry-after-too-long                  | 1 | 1 | 1 | retry in 1200 s
            Retry-After 99999999999999999999      | 1 | 1 | 1 | retry in
            501                                   | 1 | 1 | 1 | HTTP 501
            401                                   | 4 | 1 | 1 | HTTP 401
            403                                   | 4 | 1 | 1 | HTTP 403
            404                                   | 1 | 1 | 1 | HTTP 404
            claims-challenge                      | 4 | 1 | 1 | az login --claims-challenge
            wrong-tenant                          | 4 | 1 | 1 | az login --tenant b6cc8f32
            expired:1                             | 0 | 2 | 2 |
            expired                               | 4 | 2 | 2 | ExpiredAuthenticationToken
            302                                   | 1 | 1 | 1 | a redirect; redirects are not followed
            foreign-nextlink                      | 1 | 1 | 1 | the token is meant for
            truncated                             | 1 | 1 | 1 | JSON that is broken or cut off
            html                                  | 1 | 1 | 1 | HTML instead of JSON
            reset                                 | 1 | 1 | 4 | the connection broke
            never responds                         | 1 | 1 | 1 | no complete response within
            drips its body                        | 1 | 1 | 1 | no complete response within
            gzip                                  | 0 | 1 | 1 |
            deep nesting                          | 1 | 1 | 1 | JSON that is broken or cut off
            """;

    /** On second pages: fault, exit code, requests for a list of three pages and for two of Resource Graph, what is said. */
    private static final String FURTHER_ON = """
            page-500:2                            | 0 | 5 | 4 |
            page-500                              | 1 | 5 | 5 | HTTP 500
            page-403                              | 4 | 2 | 2 | HTTP 403
            page-reset                            | 1 | 5 | 5 | the connection broke
            page-truncated                        | 1 | 2 | 2 | JSON that is broken or cut off
            page-html                             | 1 | 2 | 2 | HTML instead of JSON
            page-retry-after-too-long             | 1 | 2 | 2 | retry in 1200 s
            page-429:1                            | 0 | 4 | 3 |
            page-expired:1                        | 0 | 4 | 3 |
            """;

    private record Command(String name, String main, Kind kind, List<String> words) {
        Command(String name, String main, Kind kind, String... words) {
            this(name, main, kind, List.of(words));
        }

        Run run(Map<String, String> environment, int timeout) {
            var all = new ArrayList<>(words);
            all.addAll(List.of("--timeout", String.valueOf(timeout)));
            return Program.run(main, NOTHING_INSTALLED.environment(environment), all.toArray(String[]::new));
        }
    }

    /** What is expected of a run: its exit code, the requests, and words in what it says. */
    private record Expected(int exit, String requests, String says) {}

    @TestFactory
    Stream<DynamicTest> everyFaultAtEveryCommandEndsAsWrittenDown() {
        var table = new Table(
                "fault-table.md",
                "Faults at every command",
                "Fault",
                "At",
                "Command",
                "Exit",
                "Token/other requests",
                "Seconds",
                "Said");
        for (var command : COMMANDS) {
            AT_THE_TOKEN_ENDPOINT.lines().forEach(line -> addTokenFault(table, command, line));
        }
        IN_ANOTHER_FORM.lines().forEach(line -> addTokenFault(table, COMMANDS.get(0), line));
        for (var command : COMMANDS) {
            if (command.kind() == Kind.LIST) {
                AT_RESOURCE_MANAGER.lines().forEach(line -> addArmFault(table, command, line));
            }
        }
        FURTHER_ON.lines().forEach(line -> {
            addFurtherOn(table, OF_A_LIST, line, 2, SimulatorOptions.DEFAULTS.withPageSize(7));
            addFurtherOn(table, OF_A_QUERY, line, 3, SimulatorOptions.DEFAULTS.withVms(350));
        });
        return table.inDocs("docs/dev/failure-matrix.md", 0, 1, 2, 3, 4).tests();
    }

    private static void addTokenFault(Table table, Command command, String line) {
        var cells = line.split("\\|", -1);
        int exit = Integer.parseInt(cells[command.kind() == Kind.STATUS ? 2 : 1].strip());
        var nobody = cells[0].startsWith("nobody listens");
        var other = exit == 0 ? command.kind().done : nobody ? 0 : command.kind().failed;
        var expected = new Expected(exit, cells[3].strip() + "/" + other, cells[4].strip());
        add(table, command, cells[0].strip(), true, expected);
    }

    private static final Command OF_A_LIST = new Command(
            "rest",
            "Rest",
            Kind.LIST,
            "--paged",
            "/subscriptions/{subscriptionId}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01");
    private static final Command OF_A_QUERY = new Command(
            "query", "QueryScript", Kind.LIST, "-o", "tsv", "Resources | project id, name | order by id asc");

    private static void addFurtherOn(Table table, Command command, String line, int column, SimulatorOptions plan) {
        var cells = line.split("\\|", -1);
        var fault = cells[0].strip();
        table.add(fault + ", " + command.name(), () -> {
            try (var simulator = Simulator.start(plan.withFaults(fault))) {
                var run = command.run(simulator.environment(), 30);
                var requests = String.valueOf(simulator.log().forArm());
                var seen = List.of(
                        fault, "second page", command.name(), String.valueOf(run.exit()), requests, "", run.err());
                return new Table.Row(seen, () -> {
                    assertEquals(Integer.parseInt(cells[1].strip()), run.exit(), run.err());
                    assertEquals(cells[column].strip(), requests, run.err());
                    assertTrue(run.err().contains(cells[4].strip()), run.err());
                });
            }
        });
    }

    private static void addArmFault(Table table, Command command, String line) {
        var cells = line.split("\\|", -1);
        var requests = cells[2].strip() + "/" + cells[3].strip();
        var expected = new Expected(Integer.parseInt(cells[1].strip()), requests, cells[4].strip());
        add(table, command, cells[0].strip(), false, expected);
    }

    private static void add(Table table, Command command, String fault, boolean atToken, Expected expected) {
        var at = atToken ? "token endpoint" : "Resource Manager";
        table.add(fault + " at " + at + ", " + command.name(), () -> {
            var outcome = outcome(command, fault, atToken, timeout(atToken, expected));
            var run = outcome.run();
            var said = run.err().lines().findFirst().orElse("");
            var cells = List.of(
                    fault,
                    at,
                    command.name(),
                    String.valueOf(run.exit()),
                    outcome.requests(),
                    "%.1f".formatted(outcome.seconds()),
                    said);
            return new Table.Row(cells, () -> check(command, expected, outcome));
        });
    }

    /** In seconds: enough for a busy VM to send the request before it gives up. */
    private static int timeout(boolean atToken, Expected expected) {
        return !expected.says().contains("within") ? 30 : atToken ? 5 : 15;
    }

    private record Outcome(Run run, String requests, double seconds) {}

    private static Outcome outcome(Command command, String fault, boolean atToken, int timeout) {
        long start = System.nanoTime();
        if (fault.equals("nobody listens")) {
            var server = WireFaults.serve("closed at once", true);
            server.close();
            var run = command.run(server.environment(), timeout);
            return new Outcome(run, "0/0", seconds(start));
        }
        if (WireFaults.knows(fault)) {
            try (var server = WireFaults.serve(fault, atToken)) {
                var run = command.run(server.environment(), timeout);
                return new Outcome(run, server.forTokens() + "/" + server.forArm(), seconds(start));
            }
        }
        try (var simulator =
                Simulator.start(SimulatorOptions.DEFAULTS.withFaults((atToken ? "token-" : "arm-") + fault))) {
            var run = command.run(simulator.environment(), timeout);
            var requests = simulator.log().forTokens() + "/" + simulator.log().forArm();
            return new Outcome(run, requests, seconds(start));
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void check(Command command, Expected expected, Outcome outcome) {
        var run = outcome.run();
        assertEquals(expected.exit(), run.exit(), run.err());
        assertEquals(expected.requests(), outcome.requests(), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        if (run.exit() == 0) {
            assertEquals("", run.err());
            return;
        }
        assertTrue((run.out() + run.err()).contains(expected.says()), () -> run.out() + run.err());
        if (!command.kind().answersOnStdout(run.exit())) {
            assertEquals("", run.out());
            assertTrue(run.err().startsWith(command.name() + ": could not "), run.err());
            var rest = run.err().lines().skip(1).toList();
            assertTrue(rest.isEmpty() || rest.size() == 1 && rest.get(0).startsWith("Try: "), run.err());
        }
    }
}

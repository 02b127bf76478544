///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION The tour: each command against a simulated Cloud Shell, with its real output
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-run:cloudshell-command-run@catalog}
//SOURCES ${cloudshell-simulator:cloudshell-simulator@catalog}

// To make it your own: copy this file, rename the class, and change the steps. Each is a process started by JBang.

import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.run.ChildProcess;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class Demo {
    static final Command COMMAND = new Command(
            "demo",
            "the tour of the toolkit",
            "",
            "It starts a simulated Cloud Shell and runs each command in it.\n",
            List.of(Options.WITHOUT_TOKENS),
            "jbang demo@catalog\n");

    /** A command of the tour, what it shows, and the exit code that is right for it. */
    record Step(String shows, int exit, List<String> words) {
        Step(String shows, int exit, String... words) {
            this(shows, exit, List.of(words));
        }
    }

    static final List<Step> TOUR = List.of(
            new Step("The claims of a token", 0, "token@catalog", "graph", "-o", "claims"),
            new Step("Virtual machines with their power states, in two calls", 0, "list-vms@catalog"),
            new Step(
                    "Which audiences Cloud Shell supports; exit code 4: one is not supported",
                    4,
                    "audience-check@catalog",
                    "arm",
                    "graph",
                    "vault",
                    "https://search.azure.com"),
            new Step(
                    "An error is one line and a hint; exit code 2: wrong usage",
                    2,
                    "token@catalog",
                    "management.azure.com"));

    public static void main(String[] args) {
        COMMAND.main(args, Demo::call);
    }

    static int call(Invocation call) throws InterruptedException, ExecutionException {
        call.rejectArguments();
        int failed = 0;
        var jbang = call.terminal().environment().getOrDefault("JBANG_LAUNCH_CMD", "jbang");
        var builds = Executors.newFixedThreadPool(2);
        var built = new HashMap<String, Future<Integer>>();
        for (var step : TOUR) {
            built.computeIfAbsent(step.words().get(0), name -> builds.submit(() -> build(jbang, name)));
        }
        builds.shutdown();
        try (var simulator = Simulator.start(SimulatorOptions.DEFAULTS.withVms(5))) {
            for (var step : TOUR) {
                built.get(step.words().get(0)).get();
                failed += show(step, jbang, simulator, call) ? 0 : 1;
            }
        }
        call.out().println("# Now the same for real: open https://shell.azure.com, clone this repository there.");
        return failed == 0 ? Exit.DONE : Exit.FAILED;
    }

    /** Builds a command beside the tour, two at a time; a step then runs the cached command. */
    static int build(String jbang, String name) throws IOException, InterruptedException {
        var build = new ProcessBuilder(jbang, "build", name).redirectErrorStream(true);
        return build.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    static boolean show(Step step, String jbang, Simulator simulator, Invocation call) throws InterruptedException {
        call.out().println("# " + step.shows() + "\n$ jbang " + String.join(" ", step.words()));
        call.out().flush();
        var words = Stream.concat(Stream.of(jbang), step.words().stream()).toList();
        int exit = ChildProcess.run(words, simulator.environment(), call);
        call.out().println();
        if (exit != step.exit()) {
            call.err().println("demo: could not show this step: its exit code is " + exit + ", not " + step.exit());
        }
        return exit == step.exit();
    }
}

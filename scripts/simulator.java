///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Simulates Azure Cloud Shell: token endpoint, Resource Manager, Graph, key vaults
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-run:cloudshell-command-run@catalog}
//SOURCES ${cloudshell-simulator:cloudshell-simulator@catalog}

// To make it your own: copy this file, rename the class, and change the options.
// Simulator serves on loopback only; ChildProcess runs a command inside it.

import cloudshell.cli.Command;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.run.ChildProcess;
import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.List;

class SimulatorScript {
    static final Command COMMAND = new Command(
            "simulator",
            "simulates Azure Cloud Shell on localhost",
            "[-- COMMAND ARG...]",
            """
            Runs COMMAND in the environment of a simulated Cloud Shell and exits with its code.
            Without COMMAND it prints export lines and serves until interrupted.

            A FAULT is TARGET-EFFECT; with :COUNT it occurs that many times, without it always.
              TARGET  token, arm (all but tokens), status (power states), page (a list's
                      second page and later), resourcegraph, subscription (lists in the
                      second one), write, operation, msgraph, vault
              EFFECT  a status from 300 to 599, or badrequest, claims-challenge, drip, empty,
                      expired, expired-token, failed, foreign-nextlink, garbage, hang, html,
                      no-data, noexpiry, quota, reset, response-lost, retry-after-too-long,
                      throttled, token-bucket, truncated, wrong-tenant
            """,
            List.of(
                    Options.WITHOUT_TOKENS,
                    Options.value(null, "port", "N", "port to listen on, on loopback only (default any free port)"),
                    Options.value(null, "subscriptions", "N", "number of subscriptions (default 1)"),
                    Options.value(null, "vms", "N", "VMs in each subscription (default 16)"),
                    Options.value(null, "page-size", "N", "elements on a page (default 100)"),
                    Options.value(null, "latency", "MS", "latency of each response (default 0)"),
                    Options.value(null, "token-life", "SECONDS", "lifetime of a token (default 3600)"),
                    Options.value(null, "fault", "FAULT[:COUNT]", "a fault to simulate; may be repeated"),
                    Options.value(null, "seed", "N", "seed of the generated sample tenant (default 0)"),
                    Options.flag(null, "https", "serve TLS too, with a CA that this run's clients trust"),
                    Options.value(null, "record", "FILE", "write requests and responses, without secrets")),
            """
            jbang simulator@catalog -- jbang token@catalog
            jbang simulator@catalog --subscriptions 3 --vms 40 -- jbang list-vms@catalog
            jbang simulator@catalog --fault token-500:2 -- jbang token@catalog
            jbang simulator@catalog --https -- bash
            jbang simulator@catalog --port 50342
            """);

    public static void main(String[] args) {
        COMMAND.main(args, SimulatorScript::call);
    }

    static int call(Invocation call) throws InterruptedException {
        try (var simulator = Simulator.start(options(call))) {
            if (!call.arguments().isEmpty()) {
                call.hint("a simulation on localhost, until the command ends: nothing in it is Azure");
            }
            return call.arguments().isEmpty()
                    ? ChildProcess.serveUntilInterrupted(simulator.shellEnvironment(), call)
                    : ChildProcess.run(call.arguments(), simulator.shellEnvironment(), call);
        }
    }

    static SimulatorOptions options(Invocation call) {
        var options = call.has("record")
                ? SimulatorOptions.DEFAULTS.withRecord(Path.of(call.value("record", "")))
                : SimulatorOptions.DEFAULTS;
        return options.withSeed(call.number("seed", 0, 0, Integer.MAX_VALUE))
                .withHttps(call.has("https"))
                .withPort((int) call.number("port", 0, 0, 65_535))
                .withSubscriptions((int) call.number("subscriptions", 1, 0, 10_000))
                .withVms((int) call.number("vms", 16, 0, 1_000_000))
                .withPageSize((int) call.number("page-size", 100, 1, 1_000))
                .withLatency((int) call.number("latency", 0, 0, 600_000))
                .withTokenLife(call.number("token-life", 3600, 1, 86_400))
                .withFaults(call.checked("fault", SimulatorOptions::checkFault));
    }
}

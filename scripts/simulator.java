///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION A Cloud Shell on this machine: its token endpoint and a Resource Manager
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-run:cloudshell-command-run@catalog}
//SOURCES ${cloudshell-simulator:cloudshell-simulator@catalog}

// To make it your own: copy this file, rename the class, and change the plan.
// Simulator serves on loopback only; ChildProcess runs a command inside it.

import cloudshell.cli.Call;
import cloudshell.cli.Command;
import cloudshell.cli.Opt;
import cloudshell.commands.run.ChildProcess;
import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import java.nio.file.Path;
import java.util.List;

class SimulatorScript {
    static final Command COMMAND = new Command(
            "simulator",
            "a Cloud Shell on this machine",
            "[-- COMMAND ARG...]",
            """
            With a COMMAND it runs that with the environment of a Cloud Shell and ends as it
            does. Without, it prints the export lines and serves until interrupted.

            A fault is TARGET-EFFECT[:COUNT]; without a COUNT it strikes each time.
              TARGET  token, arm (all but tokens), status (power states), page (a list's
                      second page and later), graph (Resource Graph), subscription (lists
                      in the second one), write, operation, microsoftgraph, vault
              EFFECT  a status from 300 to 599, or badrequest, challenge, cut, drip, empty,
                      expired, failed, foreign, garbage, hang, html, later, lost (done, and
                      the answer lost), noexpiry, none, quota, reset, stale, tenant,
                      throttled
            """,
            List.of(
                    Opt.WITHOUT_TOKENS,
                    Opt.value(null, "port", "N", "where to listen, on loopback only (any free port)"),
                    Opt.value(null, "subscriptions", "N", "how many subscriptions there are (1)"),
                    Opt.value(null, "vms", "N", "how many machines each has (16)"),
                    Opt.value(null, "page-size", "N", "how many machines come on a page (100)"),
                    Opt.value(null, "latency", "MS", "how long each answer takes (0)"),
                    Opt.value(null, "token-life", "SECONDS", "how long a token lives (3600)"),
                    Opt.value(null, "fault", "KIND[:COUNT]", "a failure to simulate; may be repeated"),
                    Opt.value(null, "seed", "N", "another estate than the usual one (0)"),
                    Opt.flag(null, "https", "TLS too, and clients that trust it for this run"),
                    Opt.value(null, "record", "FILE", "write each request and answer, without secrets")),
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

    static int call(Call call) throws InterruptedException {
        try (var simulator = Simulator.start(plan(call))) {
            return call.operands().isEmpty()
                    ? ChildProcess.waitForEver(simulator.environment(), call)
                    : ChildProcess.run(call.operands(), simulator.environment(), call);
        }
    }

    static Plan plan(Call call) {
        var plan = call.has("record") ? Plan.USUAL.withRecord(Path.of(call.value("record", ""))) : Plan.USUAL;
        return plan.withSeed(call.number("seed", 0, 0, Integer.MAX_VALUE))
                .withHttps(call.has("https"))
                .withPort((int) call.number("port", 0, 0, 65_535))
                .withSubscriptions((int) call.number("subscriptions", 1, 0, 10_000))
                .withVms((int) call.number("vms", 16, 0, 1_000_000))
                .withPageSize((int) call.number("page-size", 100, 1, 1_000))
                .withLatency((int) call.number("latency", 0, 0, 600_000))
                .withTokenLife(call.number("token-life", 3600, 1, 86_400))
                .withFaults(call.checked("fault", Plan::checkFault));
    }
}

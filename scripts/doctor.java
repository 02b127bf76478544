///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Checks the token, the identity and the environment
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m
//SOURCES ${cloudshell-command-doctor:cloudshell-command-doctor@catalog}

// To make it your own: copy this file, rename the class, and change what call() prints.
// Diagnostics looks at one thing after the other; a Finding is a mark, a line and the next step.

import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.doctor.Diagnostics;
import cloudshell.commands.doctor.Report;
import cloudshell.http.JsonTrees;
import cloudshell.output.Ansi;
import java.util.List;

class Doctor {
    static final Command COMMAND = new Command(
            "doctor",
            "checks the token, the identity and the environment",
            "",
            """
            Reports whether this is Cloud Shell, whether there is a token and whose, whether
            az uses the same identity, Resource Manager, the clock, proxies and versions.
            It changes nothing and prints no secret. The json is for an issue:
            without --include-identity it names no user, tenant or subscription.
            """,
            List.of(
                    Options.value("o", "output", "text|json", "output format (default text)"),
                    Options.flag(null, "include-identity", "include user, tenant and subscription in the json")),
            """
            jbang doctor@catalog
            jbang doctor@catalog --source az
            jbang doctor@catalog -o json
            """);

    public static void main(String[] args) {
        COMMAND.main(args, Doctor::call);
    }

    static int call(Invocation call) {
        call.rejectArguments();
        var json = call.value("output", "text").equals("json");
        call.progress().watchLater(() -> "looking");
        var paint = Ansi.of(call.terminal());
        var columns = call.terminal().columns();
        var findings = Diagnostics.of(
                call.settings(), finding -> print(json ? "" : finding.text(paint, columns) + "\n", call));
        call.progress().end();
        if (json) {
            var report = Report.json(findings, call.has("include-identity"));
            call.out().print(JsonTrees.indented(report) + "\n");
        }
        call.hint(Report.count(findings));
        return Report.failure(findings).map(Exit::of).orElse(Exit.DONE);
    }

    static void print(String text, Invocation call) {
        call.progress().clear();
        call.out().print(text);
        call.out().flush();
    }
}

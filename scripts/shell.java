///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Starts JShell with the library and short methods
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8
//SOURCES ${cloudshell-cli:cloudshell-cli@catalog}
//SOURCES ${cloudshell-shell:cloudshell-shell@catalog}

// To make it your own: copy this file, rename the class, and add static methods to it or imports to IMPORTS.
// Shell has the verbs; JShellProgram starts the JDK's own JShell in this process.

import cloudshell.CloudShell;
import cloudshell.cli.Command;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.http.Toolkit;
import cloudshell.shell.History;
import cloudshell.shell.JShellProgram;
import cloudshell.shell.Shell;
import java.util.List;

class ShellScript {
    static final Command COMMAND = new Command(
            "shell",
            "starts JShell with the library and short methods",
            "",
            """
            At a terminal it is JShell: token(), vms(), query(kql), get(path), help().
            A script on standard input prints what its lines print and nothing else; what
            goes wrong in one is on stderr, the next one runs unless --fail-fast is given,
            and the exit code is 1.

            What you type is kept in memory only. With --history it is kept for the next
            time, in $XDG_STATE_HOME or ~/.local/state, as cloudshell/shell-history, and
            whoever reads that file reads what you typed.
            """,
            List.of(
                    Options.value("s", "subscription", "SUBSCRIPTION", "default subscription of this session"),
                    Options.flag(null, "fail-fast", "end a script at the first line that fails"),
                    Options.flag(null, "history", "keep the typed lines for the next session"),
                    Options.value(null, "max-wait", "SECONDS", "longest wait caused by throttling (default 60)")),
            """
            jbang shell@catalog
            jbang shell@catalog -s Production
            echo 'vms().limit(5).forEach(System.out::println)' | jbang shell@catalog
            jbang shell@catalog <script.jsh
            """);

    static final String IMPORTS = """
            import cloudshell.*;
            import cloudshell.arm.*;
            import cloudshell.audience.*;
            import cloudshell.shell.Listing;
            import cloudshell.token.*;
            import cloudshell.vm.*;
            import com.fasterxml.jackson.databind.JsonNode;
            import static cloudshell.shell.Shell.*;
            """;

    public static void main(String[] args) {
        COMMAND.main(args, ShellScript::call);
    }

    static int call(Invocation call) {
        if (!call.arguments().isEmpty()) {
            throw call.usage(
                    "a script is read from standard input",
                    "jbang shell@catalog < " + call.arguments().get(0));
        }
        var azure = CloudShell.connect(call.settings(), call.source());
        check(call, azure);
        Shell.use(azure);
        if (!call.terminal().inIsTerminal()) {
            return JShellProgram.runScript(IMPORTS, call.has("fail-fast"));
        }
        call.out()
                .println(
                        "Azure Cloud Shell toolkit " + Toolkit.VERSION
                                + ": token() vms() query(kql) get(path) list(path)\nhelp() explains these and more, /exit ends.");
        call.out().flush();
        var history = call.has("history") ? History.of(call.terminal().environment()) : History.NONE;
        return JShellProgram.runAtTerminal(IMPORTS, history);
    }

    /** A misspelt subscription is reported now, and not with the first line that needs it. */
    static void check(Invocation call, CloudShell azure) {
        if (call.has("fail-fast") && call.terminal().inIsTerminal()) {
            throw call.usage("--fail-fast is for a script on standard input");
        }
        if (call.values("subscription").size() > 1) {
            throw call.usage("expected one subscription, got "
                    + call.values("subscription").size());
        }
        if (call.has("subscription")) {
            azure.subscriptions().check(call.value("subscription", ""));
        }
    }
}

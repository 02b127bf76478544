///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Makes every later one-liner start faster
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:+UseSerialGC -Xmn24m -XX:-UsePerfData
//SOURCES ${cloudshell-command-tune:cloudshell-command-tune@catalog}

// To make it your own: copy this file and rename the class.
// Tuning makes the archives; it trains the commands against a service of its own, so that no token is ever in one.

import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.commands.tune.Tuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class Tune {
    static final Command COMMAND = new Command(
            "tune",
            "makes every later one-liner start faster",
            "[COMMAND]...",
            """
            It keeps the loaded classes of JBang and of the commands in files that the JVM maps
            at its next start: class-data archives, or AOT caches from Java 25 on. They are made
            again only where the JDK, JBang or the toolkit has changed; one that does not fit, or
            is damaged, is not used. jbangw finds them by itself. Where JBang itself is installed,
            the line that is printed is for your shell's profile, and JBang alone is prepared. The
            commands are token, list-vms, audience-check, rest and lend; without a name, all.
            """,
            List.of(
                    Options.WITHOUT_TOKENS,
                    Options.value(
                            null, "launchers", "DIR", "also write launchers that start the commands without JBang"),
                    Options.flag(null, "refresh", "make all archives again"),
                    Options.flag(null, "status", "tell which there are; exit code 1 if one is stale or missing"),
                    Options.flag(null, "undo", "remove archives and launchers")),
            """
            jbang tune@catalog
            jbang tune@catalog --launchers ~/bin
            jbang tune@catalog --undo
            """);

    public static void main(String[] args) {
        COMMAND.main(args, Tune::call);
    }

    static int call(Invocation call) throws IOException, InterruptedException {
        var tuning = Tuning.of(call.terminal().environment(), call.arguments());
        if (call.has("status")) {
            return status(tuning, call);
        }
        if (call.has("undo")) {
            tuning.undo();
            call.hint("removed; a line with JBANG_JAVA_OPTIONS in your shell's profile is not needed any more");
            return Exit.DONE;
        }
        if (call.has("launchers")) {
            tuning.launching(Path.of(call.value("launchers", "")));
        }
        tuning.prepare(call.has("refresh"), call::hint);
        if (call.has("launchers")) {
            tuning.launchers(Path.of(call.value("launchers", "")));
        }
        call.hint(
                "jbangw finds the archives by itself; where JBang itself is installed, this line is for the profile:");
        call.out().print(tuning.profileLine());
        return Exit.DONE;
    }

    static int status(Tuning tuning, Invocation call) throws InterruptedException {
        var exit = Exit.DONE;
        for (var tuned : tuning.status()) {
            call.out().println(tuned.name() + "\t" + tuned.state() + "\t" + tuned.bytes() / 1_000_000 + " MB");
            exit = tuned.state().equals("current") ? exit : Exit.FAILED;
        }
        return exit;
    }
}

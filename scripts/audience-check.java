///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Asks Cloud Shell's endpoint which audiences it gives tokens for
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10
//SOURCES ${cloudshell-command-audience:cloudshell-command-audience@catalog}

// To make it your own: copy this file, rename the class, and change which audiences call() asks for.
// AudienceCheck asks the endpoint, a few audiences at a time; KnownAudience is what was last known of each.

import cloudshell.audience.AudienceCheck;
import cloudshell.cli.Command;
import cloudshell.cli.Exit;
import cloudshell.cli.Invocation;
import cloudshell.cli.Options;
import cloudshell.cli.Suggestions;
import cloudshell.commands.audience.AudienceReport;
import cloudshell.commands.audience.AudienceRows;
import cloudshell.token.KnownAudience;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class AudienceCheckScript {
    static final Command COMMAND = new Command(
            "audience-check",
            "asks which audiences the endpoint gives tokens for",
            "[AUDIENCE]...",
            """
            Without an AUDIENCE it surveys all that the toolkit knows and marks what has
            changed since they were last recorded. Tokens that come are thrown away.
            """,
            List.of(
                    Options.value("o", "output", "table|json|tsv", "how to print the results (table)"),
                    Options.flag(null, "report", "for each that is not supported, the issue to file and what works")),
            """
            jbang audience-check@catalog graph https://search.azure.com
            jbang audience-check@catalog
            jbang audience-check@catalog --report https://search.azure.com
            """);

    public static void main(String[] args) {
        COMMAND.main(args, AudienceCheckScript::call);
    }

    static int call(Invocation call) {
        var everything = call.arguments().isEmpty();
        var audiences = everything ? known() : call.arguments();
        var tokens = call.tokens();
        audiences.forEach(each -> Suggestions.audience(each, tokens.cloud()));
        var answered = new AtomicInteger();
        call.progress().watchLater(() -> answered + " of " + audiences.size() + " audiences answered");
        var results = new AudienceCheck(tokens).check(audiences, answered::set);
        call.progress().end();
        if (call.has("report")) {
            AudienceReport.print(results, call.out());
        } else {
            AudienceRows.print(results, call);
        }
        return everything
                ? Exit.DONE
                : AudienceCheck.worst(results).map(Exit::of).orElse(Exit.DONE);
    }

    static List<String> known() {
        return KnownAudience.all().stream().map(KnownAudience::resource).toList();
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Checks which audiences Cloud Shell's token endpoint supports
//JAVA 17+
//COMPILE_OPTIONS -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10
//SOURCES ${cloudshell-command-audience:cloudshell-command-audience@catalog}

// To make it your own: copy this file, rename the class, and change which audiences call() checks.
// AudienceCheck queries the endpoint, a few audiences at a time; KnownAudience is what was last known of each.

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
            "checks which audiences the token endpoint supports",
            "[AUDIENCE]...",
            """
            Without an AUDIENCE it checks all that the toolkit knows and marks what has
            changed since they were last recorded. Tokens are discarded.
            """,
            List.of(
                    Options.value("o", "output", "table|json|tsv", "output format (default table)"),
                    Options.flag(null, "report", "print the issue to file for each unsupported audience")),
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
        var received = new AtomicInteger();
        call.progress().watchLater(() -> received + " of " + audiences.size() + " audiences responded");
        var results = new AudienceCheck(tokens).check(audiences, received::set);
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

package cloudshell.commands.audience;

import cloudshell.audience.AudienceCheck;
import cloudshell.token.TokenException;
import java.io.PrintStream;
import java.util.List;

/** Writes the issue to file for an audience that Cloud Shell does not support, and what works until then. */
public final class AudienceReport {
    private AudienceReport() {}

    /** Prints one issue for each unsupported audience, with the headings of Azure/CloudShell's template. */
    public static void print(List<AudienceCheck.Result> results, PrintStream out) {
        results.stream().filter(AudienceCheck.Result::isNotSupported).forEach(result -> out.print(issue(result)));
        if (results.stream().noneMatch(AudienceCheck.Result::isNotSupported)) {
            out.println("Nothing to report: every audience is supported.");
        }
    }

    private static String issue(AudienceCheck.Result result) {
        var resource = result.audience().resource();
        return """
                File at: https://github.com/Azure/CloudShell/issues/new
                Title: [BUG] Audience %1$s is not a supported MSI token audience

                ## To Reproduce

                ```
                curl http://localhost:50342/oauth2/token --data-urlencode "resource=%1$s" -H Metadata:true -s
                ```

                ## Observed Behavior

                ```
                %2$s
                ```

                ## Expected behavior

                An access token for %3$s.

                ## Is this specific to Cloud Shell?

                Yes: it is Cloud Shell's own list of audiences. %4$s

                ## Interface information

                (portal.azure.com, shell.azure.com, Windows Terminal or Visual Studio Code, and your browser)

                ## Additional context

                (the output of `hostname`, and what you need the token for)

                ---
                Meanwhile: az login --scope %5$s
                That signs in az itself inside the container. Where Conditional Access wants a managed
                device it is rejected (AADSTS53000, AADSTS530033); then run it on a managed VM.

                """.formatted(
                resource,
                result.failure().map(TokenException::getMessage).orElse(""),
                result.service().isEmpty() ? "this audience" : result.service(),
                result.known()
                        .map(known -> "Last known: " + known.status() + ", " + known.date() + ", " + known.source())
                        .orElse("It is on no published list."),
                result.audience().scope());
    }
}

//SOURCES ExecEnvironment.java
package cloudshell.commands.exec;

import cloudshell.cli.Invocation;
import cloudshell.cli.Suggestions;
import cloudshell.managedidentity.EndpointOptions;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What lend's command line asks for. */
public final class ExecOptions {
    private static final int LAST_PORT = 65_535;

    private ExecOptions() {}

    /** @throws UsageException for an audience that is none, or a port out of bounds */
    public static EndpointOptions terms(Invocation call) {
        var only = new ArrayList<Audience>();
        for (var audience : call.values("only")) {
            only.add(Suggestions.audience(audience, call.settings().cloud()));
        }
        return EndpointOptions.DEFAULTS
                .withPort((int) call.number("port", 0, 0, LAST_PORT))
                .withOnly(only)
                .withIgnoreClientId(call.has("ignore-client-id"));
    }

    /**
     * Each {@code --env NAME=AUDIENCE}, in order.
     *
     * @throws UsageException where one is no such pair, or takes a name that lending needs
     */
    public static Map<String, Audience> inVariables(Invocation call) {
        var pairs = new LinkedHashMap<String, Audience>();
        for (var pair : call.values("env")) {
            int equals = pair.indexOf('=');
            var name = pair.substring(0, Math.max(equals, 0));
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw call.usage("--env takes NAME=AUDIENCE, as in PGPASSWORD=postgres, not '" + pair + "'");
            }
            pairs.put(
                    name,
                    Suggestions.audience(
                            pair.substring(equals + 1), call.settings().cloud()));
        }
        if (!pairs.isEmpty() && call.arguments().isEmpty()) {
            throw call.usage("--env needs a COMMAND; jbang token@catalog -o export is for a shell");
        }
        return pairs;
    }

    /** The tokens for these variables; at a terminal, a line for each says how long it is good. */
    public static Map<String, String> fetched(Map<String, Audience> inVariables, Tokens tokens, Invocation call) {
        var values = new LinkedHashMap<String, String>();
        for (var variable : inVariables.entrySet()) {
            var token = tokens.token(variable.getValue());
            values.put(variable.getKey(), token.reveal());
            call.hint(variable.getKey() + " has a token for "
                    + variable.getValue().resource() + " for " + timeLeft(token) + ", and no other after that");
        }
        return values;
    }

    private static String timeLeft(AccessToken token) {
        return Duration.between(Instant.now(), token.expiresAt()).toMinutes() + " min";
    }
}

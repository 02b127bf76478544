//SOURCES ../../lend/Lend.java ../run/ChildProcess.java
package cloudshell.commands.lend;

import cloudshell.cli.Call;
import cloudshell.cli.Typos;
import cloudshell.lend.Lend;
import cloudshell.lend.Terms;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What lend's command line asks for. */
public final class LendOptions {
    private static final int LAST_PORT = 65_535;

    private LendOptions() {}

    /** @throws UsageException for an audience that is none, or a port out of bounds */
    public static Terms terms(Call call) {
        var cloud = call.settings().cloud();
        return Terms.USUAL
                .withPort((int) call.number("port", 0, 0, LAST_PORT))
                .withOnly(call.values("only").stream()
                        .map(audience -> Typos.audience(audience, cloud))
                        .toList())
                .withAnyIdentity(call.has("any-client-id"));
    }

    /**
     * Each {@code --env NAME=AUDIENCE}, in order.
     *
     * @throws UsageException where one is no such pair, or takes a name that lending needs
     */
    public static Map<String, Audience> inVariables(Call call) {
        var pairs = new LinkedHashMap<String, Audience>();
        for (var pair : call.values("env")) {
            int equals = pair.indexOf('=');
            var name = pair.substring(0, Math.max(equals, 0));
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw call.usage("--env takes NAME=AUDIENCE, as in PGPASSWORD=postgres, not '" + pair + "'");
            }
            pairs.put(
                    name,
                    Typos.audience(pair.substring(equals + 1), call.settings().cloud()));
        }
        if (!pairs.isEmpty() && call.operands().isEmpty()) {
            throw call.usage("--env needs a COMMAND; jbang token@catalog -o export is for a shell");
        }
        return pairs;
    }

    /** The tokens for these variables; at a terminal, a line for each says how long it is good. */
    public static Map<String, String> fetched(Map<String, Audience> inVariables, Tokens tokens, Call call) {
        var values = new LinkedHashMap<String, String>();
        inVariables.forEach((name, audience) -> {
            var token = tokens.token(audience);
            values.put(name, token.reveal());
            call.hint(name + " has a token for " + audience.resource() + " for " + timeLeft(token)
                    + ", and no other after that");
        });
        return values;
    }

    private static String timeLeft(AccessToken token) {
        return Duration.between(Instant.now(), token.expiresAt()).toMinutes() + " min";
    }

    /** What the environment of a command becomes. */
    public static Consumer<Map<String, String>> environment(Lend lend, Map<String, String> more) {
        return environment -> {
            lend.to(environment);
            environment.putAll(more);
        };
    }

    /** The last line, for a person: what was lent, and how often. */
    public static void close(Lend lend, Call call) {
        var lent = lend.lent().entrySet().stream()
                .map(each -> each.getKey() + " " + (each.getValue() == 1 ? "once" : each.getValue() + " times"))
                .collect(Collectors.joining(", "));
        var line = lent.isEmpty() ? "nothing was lent" : "lent " + lent;
        if (call.has("verbose")) {
            call.note(line);
        } else {
            call.hint(line);
        }
    }
}

package cloudshell.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.errors.Hints;
import cloudshell.http.Json;
import cloudshell.http.SafeText;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Failure;
import cloudshell.token.KnownAudience;
import cloudshell.token.TokenException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Gets tokens from a program in which the user is signed in, az or pwsh, as one JSON object. Its stdout is never
 * quoted, since it may contain the token.
 *
 * @param program empty if it is not installed
 * @param deadline for one run
 */
record CliTokenSource(CliMessages words, Optional<LocalProgram> program, Duration deadline, Clock clock) {
    private static final Pattern SECRET = Pattern.compile("\"(?:accessToken|Token)\"\\s*:\\s*\"([^\"\\s]+)");

    /**
     * The texts of a program.
     *
     * @param source the name of the source, as in {@code --source}
     * @param title its name in an error
     * @param file the name of the executable
     * @param install how to install it
     * @param login the command that signs in
     * @param tenantLogin the command that signs in to a tenant; the tenant follows
     * @param check a command that shows whether it works, without a secret
     * @param signedOut texts of its errors if nobody is signed in
     */
    record CliMessages(
            String source,
            String title,
            String file,
            String install,
            String login,
            String tenantLogin,
            String check,
            List<String> signedOut) {}

    /**
     * Runs the program and returns the fields of the printed object by path.
     *
     * @throws TokenException if it prints none
     */
    Map<String, String> request(Audience audience, List<String> arguments) {
        var ended = run(audience, arguments);
        var said = ProgramError.of(SafeText.withoutSecrets(ended.err(), secretIn(ended.out())));
        if (ended.exit() != 0) {
            throw explain(audience, said.text().isEmpty() ? ended + " without a reason" : said.text(), said);
        }
        try {
            return Json.flat(jsonIn(ended.out()).getBytes(UTF_8));
        } catch (IOException e) {
            if (!said.text().isEmpty()) {
                throw explain(audience, said.text(), said);
            }
            var cause = ended.out().isBlank() ? "nothing" : e.getMessage();
            throw failed(audience, words.title() + " exited with 0 and printed " + cause, words.check());
        }
    }

    /** @throws TokenException if the secret is not a token, or the token has expired or has no expiry */
    AccessToken token(
            Audience audience, String secret, Optional<Instant> expiry, String type, Map<String, String> known) {
        if (!AccessToken.isPrintable(secret) || secret.startsWith("System.")) {
            throw failed(audience, words.title() + " returned no usable token", "update it");
        }
        if (expiry.isEmpty()) {
            throw failed(audience, words.title() + " does not say when its token expires", "update it");
        }
        if (!expiry.get().isAfter(clock.instant())) {
            throw failed(
                    audience,
                    words.title() + " returned a token that expired at " + expiry.get() + "; it is " + clock.instant()
                            + " here",
                    "compare the clock with `date -u`; if it is right, " + words.login());
        }
        var all = new HashMap<>(known);
        all.put("source", words.source());
        return new AccessToken(audience.resource(), expiry.get(), secret, type, all);
    }

    private LocalProgram.Ended run(Audience audience, List<String> arguments) {
        if (program.isEmpty()) {
            throw new TokenException(
                    Failure.NO_TOKEN,
                    audience,
                    words.file() + " is not installed, or not on the PATH",
                    words.install() + ", then " + words.login());
        }
        try {
            return program.get().run(arguments, deadline);
        } catch (TimeoutException e) {
            throw failed(
                    audience,
                    words.title() + " did not exit within " + deadline.toSeconds() + " s and was stopped",
                    words.check() + ", to see what it waits for; or a longer Settings.withTimeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(audience, "interrupted while waiting for " + words.title(), "");
        } catch (IOException e) {
            throw failed(audience, words.title() + " cannot be started: " + e.getMessage(), words.install());
        }
    }

    private TokenException explain(Audience audience, String text, ProgramError said) {
        var login = said.advice().isEmpty() ? words.login() : said.advice();
        if (said.reason().code().startsWith("AADSTS")) {
            var cause = "Entra rejects " + words.title() + ": " + text;
            var hint = entraHint(said);
            var near =
                    hint.contains("the audience") ? KnownAudience.near(audience.resource()) : Optional.<String>empty();
            var meant = near.map(each -> "the audience " + each + "; or ").orElse("");
            return new TokenException(Failure.DENIED, audience, cause, said.reason(), meant + hint);
        }
        if (words.signedOut().stream().anyMatch(text::contains)) {
            var cause = words.title() + " is not signed in: " + text;
            return new TokenException(Failure.NO_TOKEN, audience, cause, login);
        }
        if (text.contains("was not loaded because no valid module") || text.contains("is not recognized as")) {
            return new TokenException(
                    Failure.NO_TOKEN, audience, "pwsh has no Az PowerShell: " + text, words.install());
        }
        var hint = said.advice().isEmpty() ? advice(text) : said.advice();
        return new TokenException(Failure.FAILED, audience, words.title() + ": " + text, said.reason(), hint);
    }

    /** Returns the hint for the code. The program's own sign-in command takes precedence. */
    private String entraHint(ProgramError said) {
        var known = Hints.ofEntra(said.reason().code());
        if (known.isEmpty()
                || known.equals(Hints.SIGN_IN)
                || !said.advice().isEmpty() && known.endsWith(": az login")) {
            return said.advice().isEmpty() && !known.isEmpty() ? words.login() : said.advice();
        }
        return known.replace("az login --tenant", words.tenantLogin()).replace("az login", words.login());
    }

    /** Returns what to try after az's own failures; those in Cloud Shell omit the cause, which the endpoint reports. */
    private String advice(String text) {
        if (text.contains("Failed to connect to MSI")) {
            return "CredentialOptions.DEFAULT.withSource(\"cloud-shell\"), which prints the reason";
        }
        if (text.contains("Tenant shouldn't be specified")) {
            return "omit the tenant, or az login --tenant TENANT";
        }
        return text.contains("Check the spelling") ? "az account list --output table" : words.check();
    }

    private static TokenException failed(Audience audience, String cause, String hint) {
        return new TokenException(Failure.FAILED, audience, cause, hint);
    }

    /** Returns the printed token, however malformed the rest is, so that it can be masked; "" if there is none. */
    private static String secretIn(String out) {
        var secret = SECRET.matcher(out);
        return secret.find() ? secret.group(1) : "";
    }

    /**
     * Returns the text from the first line that begins with a brace to the last brace: warnings may precede it, and a
     * notice may follow.
     */
    private static String jsonIn(String text) throws IOException {
        int from = text.startsWith("{") ? 0 : text.indexOf("\n{") + 1;
        int to = text.lastIndexOf('}');
        if (to < from || text.charAt(from) != '{') {
            throw new IOException("no JSON object");
        }
        return text.substring(from, to + 1);
    }
}

package cloudshell.commands.doctor;

import cloudshell.arm.AzureClient;
import cloudshell.token.AccessToken;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks the token for Resource Manager and reports its claims. */
final class TokenCheck {
    private static final String CHECK = "token";
    private static final Duration SHORT = Duration.ofMinutes(5);

    private final AzureClient azure;
    private final Settings settings;
    private AccessToken token;

    TokenCheck(AzureClient azure, Settings settings) {
        this.azure = azure;
        this.settings = settings;
    }

    boolean isThere() {
        return token != null;
    }

    /** Returns the claims, not verified; empty if there are no readable ones. */
    Map<String, String> claims() {
        return token == null ? Map.of() : token.claims();
    }

    List<Finding> findings() {
        try {
            token = azure.token();
        } catch (TokenException e) {
            return failed(e);
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok(CHECK, source() + " gave a token for " + token.audience()));
        if (isSimulated() && !EnvironmentCheck.isSimulator(settings)) {
            findings.add(Finding.warn(
                    "simulator",
                    "the token is a simulator's, and Resource Manager is not: Azure will reject it",
                    "start the program behind the simulator: jbang simulator@catalog -- COMMAND"));
        }
        findings.add(life());
        findings.addAll(IdentityCheck.findings(token, settings));
        return findings;
    }

    private String source() {
        if (!token.metadata("source").isEmpty()) {
            return token.metadata("source");
        }
        return isSimulated() ? "the simulator's endpoint responds, and" : "Cloud Shell's endpoint responds, and";
    }

    /** The simulator marks its tokens; nothing else does. */
    private boolean isSimulated() {
        return claims().getOrDefault("aio", "").equals("simulated");
    }

    private Finding life() {
        var left = Duration.between(settings.clock().instant(), token.expiresAt());
        return left.compareTo(SHORT) > 0
                ? Finding.ok("expiry", "it expires in " + left.toMinutes() + " min")
                : Finding.warn(
                        "expiry",
                        "it expires in " + left.toSeconds()
                                + " s, and Cloud Shell's endpoint returns no new token before",
                        "wait until then before a long task");
    }

    private List<Finding> failed(TokenException e) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.bad(CHECK, e));
        e.tried().forEach(reason -> findings.add(Finding.note(CHECK, reason, "")));
        if (settings.namesCloudShell()
                && e.failure() != Failure.NO_TOKEN
                && e.code().isEmpty()
                && e.status() == 400) {
            findings.add(Finding.note(
                    "session",
                    "idle sessions, Windows Terminal and the documentation's Try It pane cause this response",
                    "open https://shell.azure.com in a browser, and run it there"));
        }
        return findings;
    }
}

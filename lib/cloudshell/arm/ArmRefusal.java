package cloudshell.arm;

import cloudshell.token.Failure;
import cloudshell.wire.RetryAfter;
import cloudshell.wire.ServiceError;
import cloudshell.wire.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Explains why a call did not succeed: the service's own words, and what helps. */
public final class ArmRefusal {
    private static final Pattern RIGHT_TENANT =
            Pattern.compile("must match the tenant '?https://[a-z.]+/([0-9a-fA-F-]{36})/?'?");

    private ArmRefusal() {}

    /** Why no answer came, in words; the JDK's own often lack the subject. */
    public static String unanswered(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "nothing answers there";
        }
        return e instanceof SSLException ? "TLS failed: " + e.getMessage() : e.getMessage();
    }

    static ArmException explain(String verb, ServiceError error, Transport.Response answer, Clock clock) {
        int status = error.status();
        if (status / 100 == 3) {
            var cause = "HTTP " + status + ", a redirect, which is never followed: the token could go astray";
            return new ArmException(Failure.FAILED, verb, cause, error, "check AZURE_RESOURCE_MANAGER_ENDPOINT");
        }
        var refused = status == 401 || status == 403;
        return new ArmException(
                refused ? Failure.REFUSED : Failure.FAILED,
                verb,
                error.describe() + comeBack(answer, clock),
                error,
                hint(error, answer));
    }

    private static String comeBack(Transport.Response answer, Clock clock) {
        return RetryAfter.of(answer, clock)
                .map(wait -> "; come back in " + wait.toSeconds() + " s, at "
                        + clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
    }

    private static String hint(ServiceError error, Transport.Response answer) {
        if (error.status() == 401) {
            var claims = Challenge.claims(answer);
            if (claims.isPresent()) {
                return "Azure wants a stronger sign-in, which Cloud Shell's endpoint cannot give: az login"
                        + " --claims-challenge \"" + claims.get() + "\"";
            }
        }
        return switch (error.code()) {
            case "ExpiredAuthenticationToken" -> "reload the Cloud Shell tab, and compare the clock with `date -u`";
            case "InvalidAuthenticationTokenTenant" -> otherTenant(error);
            case "AuthorizationFailed" -> "ask the subscription's owner for the Reader role, then sign in again";
            case "SubscriptionNotFound" -> "check the id with `az account list --output table`, and the tenant";
            case "InvalidSubscriptionId" -> "name a subscription by its GUID or its name: -s";
            case "MissingApiVersionParameter" -> "add ?api-version=YYYY-MM-DD to the path";
            case "NoRegisteredProviderFound", "InvalidApiVersionParameter", "InvalidResourceType" ->
                "another --api-version; the message lists them";
            case "MissingSubscriptionRegistration" -> "az provider register with the namespace in the message";
            default ->
                switch (error.status()) {
                    case 401 -> "sign in again: reload the Cloud Shell tab, or az login";
                    case 403 -> "ask for a role that allows it";
                    case 404 -> "check the address";
                    case 429 -> "run it again later";
                    default -> error.status() >= 500 ? "run it again in a minute" : "";
                };
        };
    }

    private static String otherTenant(ServiceError error) {
        var right = RIGHT_TENANT.matcher(error.message());
        return "Cloud Shell is bound to one tenant: "
                + (right.find()
                        ? "switch its directory to " + right.group(1) + ", or az login --tenant " + right.group(1)
                        : "switch its directory, or az login --tenant TENANT");
    }
}

package cloudshell.arm;

import cloudshell.errors.Hints;
import cloudshell.http.ProxyException;
import cloudshell.http.RetryAfter;
import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Explains why a request failed: the service's message, and what to try. */
public final class ArmErrors {
    private ArmErrors() {}

    /** Describes why no response was received; the JDK's messages often lack the subject. */
    public static String unanswered(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        }
        if (e instanceof ConnectException && String.valueOf(e.getMessage()).startsWith("no connection within")) {
            return e.getMessage();
        }
        if (e instanceof NoRouteToHostException) {
            return "the network is unreachable";
        }
        if (e instanceof ConnectException) {
            return "nothing listens there";
        }
        return e instanceof SSLException ? "TLS failed: " + SafeText.withoutClassNames(e.getMessage()) : e.getMessage();
    }

    /** Describes why a request got no response, whether it may have been processed, and what to try. */
    static ArmException unanswered(
            String verb, Transport.Request request, IOException e, Audience audience, Duration deadline) {
        var mayBeDone = request.isSafe() ? "" : "; the change may have been applied";
        var again = request.isSafe() ? "run it again" : "check whether it was applied before you retry";
        if (e instanceof ProxyException proxy) {
            return new ArmException(verb, e.getMessage() + (proxy.nothingSent() ? "" : mayBeDone), proxy.hint(), e);
        }
        if (e instanceof SocketTimeoutException) {
            var cause = "no complete response within " + deadline.toSeconds() + " s";
            return new ArmException(verb, cause + mayBeDone, again, e);
        }
        if (e instanceof InterruptedIOException) {
            return new ArmException(verb, "interrupted" + mayBeDone, "", e);
        }
        if (e instanceof Transport.BrokenConnection broken
                && broken.phase() != Transport.Phase.CONNECT
                && !mayBeDone.isEmpty()) {
            return new ArmException(verb, e.getMessage() + mayBeDone, again, e);
        }
        var cause = e instanceof Transport.BrokenConnection ? e.getMessage() : unanswered(e);
        return new ArmException(verb, cause, network(audience), e);
    }

    /** @param audience of the token, which identifies the service */
    static ArmException explain(
            String verb,
            ServiceError error,
            Transport.Response response,
            Audience audience,
            Clock clock,
            String subscriptionOrigin,
            String proxy) {
        int status = error.status();
        if (status / 100 == 3) {
            var cause = "HTTP " + status + ", a redirect; redirects are not followed with a token";
            return new ArmException(
                    Failure.FAILED,
                    verb,
                    cause,
                    error,
                    isResourceManager(audience) ? "check " + Endpoint.VARIABLE : "");
        }
        var denied = status == 401 || status == 403;
        var more = (isAboutSubscription(error) ? subscriptionOrigin : "")
                + byProxy(response, proxy)
                + comeBack(response, clock);
        var described = error.describe();
        var sentence =
                more.isEmpty() || !described.endsWith(".") ? described : described.substring(0, described.length() - 1);
        return new ArmException(
                denied ? Failure.DENIED : Failure.FAILED,
                verb,
                sentence + more,
                error,
                Hints.of(error, response, audience.resource()));
    }

    /** Azure services send a request id; proxies do not. */
    private static String byProxy(Transport.Response response, String proxy) {
        var hasId = response.headers().keySet().stream()
                .anyMatch(name -> name != null && name.toLowerCase(Locale.ROOT).contains("request-id"));
        return proxy.isEmpty() || hasId
                ? ""
                : "; it has no request id, so it may be the response of the proxy " + proxy + " and not the service's";
    }

    /** Returns whether the code means that the user's tenant does not have the subscription. */
    private static boolean isAboutSubscription(ServiceError error) {
        return error.code().matches("(?i)SubscriptionNotFound|InvalidSubscriptionId|InvalidAuthenticationTokenTenant");
    }

    /** Returns what to check if no response was received. */
    private static String network(Audience audience) {
        return "check the network"
                + (isResourceManager(audience) ? ", and " + Endpoint.VARIABLE + " if it is set" : "");
    }

    static boolean isResourceManager(Audience audience) {
        return Cloud.known().stream().anyMatch(cloud -> audience.equals(Audience.resourceManager(cloud)));
    }

    /** Omits a wait that is shorter than it takes to read it. */
    private static String comeBack(Transport.Response response, Clock clock) {
        return RetryAfter.of(response, clock)
                .map(wait -> wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS))
                .filter(wait -> !wait.isZero())
                .map(wait -> "; retry in " + wait.toSeconds() + " s, at "
                        + clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
    }
}

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

/** Explains why a call did not succeed: the service's own words, and what helps. */
public final class ArmErrors {
    private ArmErrors() {}

    /** Why no response came, in words; the JDK's own often lack the subject. */
    public static String unanswered(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "nothing listens there";
        }
        return e instanceof SSLException ? "TLS failed: " + SafeText.withoutClassNames(e.getMessage()) : e.getMessage();
    }

    /** Why a request got no response, whether it may have been done, and what helps. */
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

    /** @param audience what the token is for, which tells the service */
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
        var refused = status == 401 || status == 403;
        return new ArmException(
                refused ? Failure.DENIED : Failure.FAILED,
                verb,
                error.describe()
                        + (isAboutSubscription(error) ? subscriptionOrigin : "")
                        + byProxy(response, proxy)
                        + comeBack(response, clock),
                error,
                Hints.of(error, response, audience.resource()));
    }

    /** Every service of Azure's sends a request id, and no proxy does. */
    private static String byProxy(Transport.Response response, String proxy) {
        var hasId = response.headers().keySet().stream()
                .anyMatch(name -> name != null && name.toLowerCase(Locale.ROOT).contains("request-id"));
        return proxy.isEmpty() || hasId
                ? ""
                : "; it has no request id, so it may be the response of the proxy " + proxy + " and not the service's";
    }

    /** Codes that Resource Manager sends for a subscription that the user's tenant does not have. */
    private static boolean isAboutSubscription(ServiceError error) {
        return error.code().matches("(?i)SubscriptionNotFound|InvalidSubscriptionId|InvalidAuthenticationTokenTenant");
    }

    /** What to look at where no response comes. */
    private static String network(Audience audience) {
        return "check the network"
                + (isResourceManager(audience) ? ", and " + Endpoint.VARIABLE + " if it is set" : "");
    }

    static boolean isResourceManager(Audience audience) {
        return Cloud.known().stream().anyMatch(cloud -> audience.equals(Audience.resourceManager(cloud)));
    }

    /** Nothing of a wait that is shorter than it takes to read of it. */
    private static String comeBack(Transport.Response response, Clock clock) {
        return RetryAfter.of(response, clock)
                .map(wait -> wait.plusMillis(999).truncatedTo(ChronoUnit.SECONDS))
                .filter(wait -> !wait.isZero())
                .map(wait -> "; retry in " + wait.toSeconds() + " s, at "
                        + clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
    }
}

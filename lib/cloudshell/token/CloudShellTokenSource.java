package cloudshell.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.Expiry;
import cloudshell.http.Json;
import cloudshell.http.ProxyException;
import cloudshell.http.RetryAfter;
import cloudshell.http.RetryingTransport;
import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import cloudshell.http.UrlConnectionTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Requests tokens from Cloud Shell's endpoint as Microsoft documents it: {@code POST}, {@code resource} in the form,
 * {@code Metadata: true}. The endpoint serves the signed-in user and ignores every other parameter, so none is sent.
 */
public final class CloudShellTokenSource implements TokenSource {
    private static final String WAKE = "reload the browser tab of this Cloud Shell and run it again, or use `az login`";

    private static final String ELSEWHERE =
            "open https://shell.azure.com and run it there; or unset MSI_ENDPOINT and az login; or jbang simulator@catalog";
    private static final int LARGEST_RESPONSE = 1024 * 1024;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    private final URI endpoint;
    private final Transport transport;
    private final Duration deadline;
    private final Clock clock;

    /** @param deadline for the whole fetch, including retries */
    public CloudShellTokenSource(URI endpoint, Transport transport, Duration deadline, Clock clock) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Returns a source for the endpoint that the environment names, with retries.
     *
     * @throws UsageException if the endpoint is not a URL, or is not on localhost and that is not allowed
     */
    public static CloudShellTokenSource of(Settings settings) {
        var transport = new RetryingTransport(
                new UrlConnectionTransport(LARGEST_RESPONSE), settings.clock(), settings.pause(), FIRST_BACKOFF, null);
        return new CloudShellTokenSource(settings.tokenEndpoint(), transport, settings.timeout(), settings.clock());
    }

    @Override
    public AccessToken fetch(Audience audience) {
        var request = new Transport.Request(
                        "POST",
                        endpoint,
                        Map.of("Metadata", "true", "Content-Type", "application/x-www-form-urlencoded"),
                        ("resource=" + URLEncoder.encode(audience.resource(), UTF_8)).getBytes(UTF_8))
                .asSafe();
        try {
            var response = transport.send(request, deadline);
            return response.status() == 200 ? token(audience, response) : failed(audience, response);
        } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
            var cause = "nothing listens at " + shown() + "; this is not Azure Cloud Shell, or its session has ended";
            throw new TokenException(Failure.NO_TOKEN, audience, cause, ELSEWHERE, e);
        } catch (ProxyException e) {
            throw new TokenException(Failure.NO_TOKEN, audience, shown() + ": " + e.getMessage(), e.hint(), e);
        } catch (SocketTimeoutException e) {
            var cause = shown() + " sent no complete response within " + deadline.toSeconds() + " s";
            throw new TokenException(Failure.NO_TOKEN, audience, cause, WAKE, e);
        } catch (InterruptedIOException e) {
            throw new TokenException(Failure.FAILED, audience, "interrupted while waiting for " + shown(), "", e);
        } catch (IOException e) {
            throw new TokenException(
                    Failure.FAILED,
                    audience,
                    shown() + ": " + SafeText.withoutClassNames(e.getMessage()),
                    "run it again",
                    e);
        }
    }

    private AccessToken token(Audience audience, Transport.Response response) throws IOException {
        Map<String, String> fields;
        try {
            fields = Json.flat(response.body());
        } catch (IOException e) {
            throw new IOException("HTTP 200 with " + (response.body().length == 0 ? "an empty body" : e.getMessage()));
        }
        var secret = fields.getOrDefault("access_token", "");
        if (secret.isEmpty() && !ServiceError.of(response, "").message().isEmpty()) {
            return failed(audience, response);
        }
        if (!AccessToken.isPrintable(secret)) {
            throw new IOException("HTTP 200 without a usable access_token");
        }
        var expiry = Expiry.parse(fields.get("expires_on")).orElse(null);
        if (expiry == null) {
            throw new IOException("HTTP 200 with a token whose expires_on is missing or unreadable");
        }
        if (!expiry.isAfter(clock.instant())) {
            throw new TokenException(
                    Failure.FAILED,
                    audience,
                    shown() + " returned a token that expired at " + expiry + "; the local time is " + clock.instant(),
                    "compare the clock with `date -u`; if it is right, " + WAKE);
        }
        var type = fields.getOrDefault("token_type", "Bearer");
        return new AccessToken(audience.resource(), expiry, secret, type, Map.of());
    }

    private AccessToken failed(Audience audience, Transport.Response response) {
        var error = ServiceError.of(response, "");
        int status = response.status();
        var notSupported = error.code().equals("AudienceNotSupported");
        var failure = notSupported || status == 401 || status == 403 ? Failure.DENIED : Failure.FAILED;
        throw new TokenException(failure, audience, cause(error, response), error, hint(audience, error, response));
    }

    /** Returns the endpoint with possible secrets masked. */
    private String shown() {
        return endpoint.toString().replaceAll("[0-9A-Za-z_-]{32,}|\\?.*", "***");
    }

    private String cause(ServiceError error, Transport.Response response) {
        if (response.status() / 100 == 3) {
            return shown() + " responded with a redirect (HTTP " + response.status() + "), which is never followed";
        }
        long wait = RetryAfter.of(response, clock).map(Duration::toSeconds).orElse(0L);
        var comeBack = wait > 0 ? "; retry in " + wait + " s" : "";
        return (error.code().equals("AudienceNotSupported") ? "" : shown() + ": ") + error.describe() + comeBack;
    }

    private String hint(Audience audience, ServiceError error, Transport.Response response) {
        if (error.code().equals("AudienceNotSupported")) {
            var near = KnownAudience.near(audience.resource());
            return near.map(each -> "the audience " + each + "; or ").orElse("") + "az login --scope "
                    + audience.scope()
                    + " and CredentialOptions.DEFAULT.withSource(\"az\"); to request support: jbang audience-check@catalog --report "
                    + audience.resource();
        }
        int entra = error.message().indexOf("AADSTS");
        if (entra >= 0) {
            var number = error.message().substring(entra + 6).replaceAll("\\D.*", "");
            return "what it means: https://login.microsoftonline.com/error?code=" + number;
        }
        return switch (response.status()) {
            case 400, 401, 403 -> WAKE;
            case 404 -> "check MSI_ENDPOINT; in Cloud Shell it is http://localhost:50342/oauth2/token";
            default -> response.status() / 100 == 3 ? "check MSI_ENDPOINT" : "run it again in a minute";
        };
    }
}

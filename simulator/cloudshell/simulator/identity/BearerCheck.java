package cloudshell.simulator.identity;

import static cloudshell.simulator.http.Response.error;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks whether a request carries a valid token of this run for the service; the error responses are Resource Manager's. */
public record BearerCheck(IssuedTokens issued, List<String> audiences, Origins origins) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String AUTHORITY =
            "Bearer authorization_uri=\"https://login.windows.net/" + SimulatedUser.TENANT + "\"";

    /** The error response to the request, if it is rejected. */
    public Optional<Response> reject(SimulatedRequest request) {
        var header = request.header("Authorization");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(
                    error(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.")
                            .with("WWW-Authenticate", AUTHORITY));
        }
        var token = issued.find(header.substring(7).strip());
        if (token.isEmpty()) {
            return Optional.of(rejection("InvalidAuthenticationToken", "The access token is invalid."));
        }
        if (issued.isExpired(token.get())) {
            return Optional.of(rejection(
                    "ExpiredAuthenticationToken",
                    "The access token expiry UTC time '" + time(token.get().expiresOn())
                            + "' is earlier than current UTC time '" + time(issued.now()) + "'."));
        }
        return isForUs(token.get().resource())
                ? Optional.empty()
                : Optional.of(rejection(
                        "InvalidAuthenticationTokenAudience",
                        "The access token has been obtained for wrong audience or resource '"
                                + token.get().resource()
                                + "'. It should exactly match with one of the allowed audiences "
                                + quoted() + "."));
    }

    /** The audience of the request's token, if that is a valid one of this run and for another service. */
    public Optional<String> wrongAudience(SimulatedRequest request) {
        return issued.find(request.header("Authorization").replaceFirst("(?i)^Bearer ", ""))
                .filter(token -> !issued.isExpired(token))
                .map(IssuedTokens.Token::resource)
                .filter(resource -> !isForUs(resource));
    }

    private boolean isForUs(String resource) {
        var named = origins.audience(resource).orElse(resource);
        return audiences.stream().anyMatch(named::startsWith);
    }

    private String quoted() {
        return audiences.stream()
                .map(audience -> "'" + audience + "/','" + audience + "'")
                .reduce((one, other) -> one + "," + other)
                .orElse("");
    }

    private static Response rejection(String code, String message) {
        return error(401, code, message)
                .with(
                        "WWW-Authenticate",
                        AUTHORITY + ", error=\"invalid_token\", error_description=\"" + message + "\"");
    }

    private static String time(long seconds) {
        return TIME.format(Instant.ofEpochSecond(seconds));
    }
}

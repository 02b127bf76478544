package cloudshell.simulator;

import static cloudshell.simulator.TokenAnswers.error;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.Optional;

/** Whether a request carries a good token of this simulator's for the service; the refusals are Resource Manager's. */
record BearerCheck(TokenAnswers tokens, List<String> audiences) {
    /** The refusal that the request gets, if any. */
    Optional<ResponseDefinitionBuilder> refuse(SimulatedRequest request) {
        var header = request.header("Authorization");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(
                    error(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.")
                            .withHeader("WWW-Authenticate", "Bearer authorization_uri=\"https://login.windows.net/\""));
        }
        var token = tokens.find(header.substring(7));
        if (token.isEmpty()) {
            return Optional.of(error(401, "InvalidAuthenticationToken", "The access token is invalid."));
        }
        if (tokens.isExpired(token.get())) {
            return Optional.of(
                    error(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than now."));
        }
        return audiences.stream().anyMatch(token.get().resource()::startsWith)
                ? Optional.empty()
                : Optional.of(error(
                        401, "InvalidAuthenticationTokenAudience", "The audience of the token is another service."));
    }
}

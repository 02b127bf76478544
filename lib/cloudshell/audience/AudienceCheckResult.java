package cloudshell.audience;

import cloudshell.token.Audience;
import cloudshell.token.KnownAudience;
import cloudshell.token.TokenException;
import java.util.Optional;

/**
 * The result of the check of an audience.
 *
 * @param asked as the user wrote it
 * @param failure the exception, if no token was issued
 */
public record AudienceCheckResult(
        String asked, Audience audience, Optional<KnownAudience> known, Optional<TokenException> failure) {
    public String status() {
        if (failure.isEmpty()) {
            return "supported";
        }
        return isNotSupported() ? "not supported" : "failed";
    }

    public boolean isNotSupported() {
        return failure.map(TokenException::code).orElse("").equals("AudienceNotSupported");
    }

    public boolean isFailed() {
        return failure.isPresent() && !isNotSupported();
    }

    /** Returns whether the endpoint responds differently from the last record. */
    public boolean hasChanged() {
        return !isFailed() && known.isPresent() && known.get().supported() != failure.isEmpty();
    }

    /** Returns the service of the audience, or "" if it is unknown. */
    public String service() {
        return known.map(KnownAudience::service).orElse("");
    }
}

package cloudshell.audience;

import cloudshell.token.Audience;
import cloudshell.token.KnownAudience;
import cloudshell.token.TokenException;
import java.util.Optional;

/**
 * What the endpoint said when it was asked for an audience.
 *
 * @param asked as the user wrote it
 * @param failure what was thrown, if no token came
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

    /** Whether the endpoint now responds differently from what was last recorded. */
    public boolean hasChanged() {
        return !isFailed() && known.isPresent() && known.get().supported() != failure.isEmpty();
    }

    /** The service behind the audience, "" if the toolkit does not know it. */
    public String service() {
        return known.map(KnownAudience::service).orElse("");
    }
}

package cloudshell.audience;

import cloudshell.token.Audience;
import cloudshell.token.KnownAudience;
import cloudshell.token.TokenException;
import java.util.Optional;

/**
 * What the endpoint said when it was asked for an audience.
 *
 * @param asked as the user wrote it
 * @param refusal what was thrown, where no token came
 */
public record AudienceCheckResult(
        String asked, Audience audience, Optional<KnownAudience> known, Optional<TokenException> refusal) {
    public String status() {
        if (refusal.isEmpty()) {
            return "supported";
        }
        return isNotSupported() ? "not supported" : "failed";
    }

    public boolean isNotSupported() {
        return refusal.map(TokenException::code).orElse("").equals("AudienceNotSupported");
    }

    public boolean isFailed() {
        return refusal.isPresent() && !isNotSupported();
    }

    /** Whether the endpoint now answers otherwise than was last known. */
    public boolean hasChanged() {
        return !isFailed() && known.isPresent() && known.get().supported() != refusal.isEmpty();
    }

    /** The service behind the audience, "" where the toolkit does not know it. */
    public String service() {
        return known.map(KnownAudience::service).orElse("");
    }
}

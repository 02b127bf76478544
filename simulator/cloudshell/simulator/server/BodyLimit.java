package cloudshell.simulator.server;

import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.server.HttpInput;

/**
 * Ends a request whose body is larger than Resource Manager takes, or is packed: what a few bytes may unpack to has no
 * limit.
 */
final class BodyLimit implements HttpInput.Interceptor {
    private static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final int GZIP = 0x1f;

    private long received;

    static void check(long length) {
        if (length > MOST_BYTES) {
            throw new BadMessageException(413, "too large");
        }
    }

    @Override
    public HttpInput.Content readFrom(HttpInput.Content content) {
        if (content != null && !content.isSpecial()) {
            var bytes = content.getByteBuffer();
            if (received == 0 && bytes.hasRemaining() && bytes.get(bytes.position()) == GZIP) {
                throw new BadMessageException(415, "packed");
            }
            received += bytes.remaining();
            check(received);
        }
        return content;
    }
}

package cloudshell;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends one HTTP request and reads the whole answer. */
@FunctionalInterface
public interface Transport {
    /**
     * Sends the request; any status is an answer, a redirect too, which is never followed.
     *
     * @param deadline the time for all of it, connecting and the last byte included
     * @throws IOException where no complete answer came; {@link BrokenConnection} where asking again may help
     */
    Response send(Request request, Duration deadline) throws IOException;

    /** A request. Its text form shows method and address only, since headers carry the token. */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body) {
        public static Request get(URI uri, Map<String, String> headers) {
            return new Request("GET", uri, headers, null);
        }

        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /** An answer. Its text form shows the status only, since the body may hold a token. */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        /** The first value of a header, by its name in any case. */
        public Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        /** All values of a header, by its name in any case. */
        public List<String> headers(String name) {
            return headers.entrySet().stream()
                    .filter(header -> name.equalsIgnoreCase(header.getKey()))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }

        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /** The connection broke before the answer was complete, after this many requests had been sent. */
    final class BrokenConnection extends IOException {
        private static final long serialVersionUID = 1L;
        private final int requests;

        public BrokenConnection(String message, int requests) {
            super(message);
            this.requests = requests;
        }

        public int requests() {
            return requests;
        }
    }
}

//SOURCES Expiry.java Json.java Origin.java ProxyException.java ResponseBody.java RetryAfter.java
//SOURCES RetryingTransport.java SafeText.java ServiceError.java Sleeper.java UrlConnectionTransport.java
package cloudshell.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends one HTTP request and reads the whole response. */
@FunctionalInterface
public interface Transport {
    /**
     * Sends the request; any status is a response, a redirect too, which is never followed.
     *
     * @param deadline the time for all of it, connecting and the last byte included
     * @throws IOException if no complete response came; {@link BrokenConnection} where the connection broke
     */
    Response send(Request request, Duration deadline) throws IOException;

    /**
     * A request. Its text form shows method and URL only, since headers carry the token.
     *
     * @param isSafe whether it only asks, so that asking again does no harm: GET, HEAD, and a POST that is a
     *     question
     */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body, boolean isSafe) {
        /** A request of which the method tells whether it changes something. */
        public Request(String method, URI uri, Map<String, String> headers, byte[] body) {
            this(method, uri, headers, body, method.equals("GET") || method.equals("HEAD"));
        }

        /** The same, known to be a question. */
        public Request asSafe() {
            return new Request(method, uri, headers, body, true);
        }

        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /** A response. Its text form shows the status only, since the body may hold a token. */
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

    /** How far a request had come when its connection broke. */
    enum Phase {
        /** It was never made: the service has seen nothing. */
        CONNECT,
        /** The request may have been taken, and no response came. */
        AWAIT_RESPONSE,
        /** A response had begun: the service has done what it was asked, or has denied. */
        READ_RESPONSE
    }

    /** The connection broke before the response was complete. */
    final class BrokenConnection extends IOException {
        private static final long serialVersionUID = 2L;
        private final Phase phase;
        private final int requests;

        /** @param requests how many the service may have seen */
        public BrokenConnection(String message, Phase phase, int requests) {
            super(message);
            this.phase = phase;
            this.requests = requests;
        }

        public Phase phase() {
            return phase;
        }

        public int requests() {
            return requests;
        }
    }
}

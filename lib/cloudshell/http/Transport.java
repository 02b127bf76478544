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
     * Sends the request. Any status is a response; redirects are not followed.
     *
     * @param deadline for everything from the connection to the last byte
     * @throws IOException if no complete response was received; {@link BrokenConnection} if the connection broke
     */
    Response send(Request request, Duration deadline) throws IOException;

    /**
     * A request. {@code toString()} has method and URL only, since headers contain the token.
     *
     * @param isSafe whether the request changes nothing, so that it may be resent: GET, HEAD, and a POST that is a
     *     query
     */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body, boolean isSafe) {
        /** Creates a request that is safe if its method is GET or HEAD. */
        public Request(String method, URI uri, Map<String, String> headers, byte[] body) {
            this(method, uri, headers, body, method.equals("GET") || method.equals("HEAD"));
        }

        /** Returns the same request, marked as safe. */
        public Request asSafe() {
            return new Request(method, uri, headers, body, true);
        }

        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /** A response. {@code toString()} has the status only, since the body may contain a token. */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {
        /** Returns the first value of a header; its name is not case-sensitive. */
        public Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        /** Returns all values of a header; its name is not case-sensitive. */
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

    /** The phase of a request in which its connection broke. */
    enum Phase {
        /** No connection was made: the service has received nothing. */
        CONNECT,
        /** The service may have accepted the request; no response was received. */
        AWAIT_RESPONSE,
        /** A response had begun: the service has processed or denied the request. */
        READ_RESPONSE
    }

    /** Thrown if the connection broke before the response was complete. */
    final class BrokenConnection extends IOException {
        private static final long serialVersionUID = 2L;
        private final Phase phase;
        private final int requests;

        /** @param requests the number of requests that the service may have received */
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

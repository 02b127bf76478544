package cloudshell.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * A transport on {@link HttpURLConnection}, which starts in a tenth of the time of {@code java.net.http.HttpClient}
 * (docs/benchmarks.md). Redirects are never followed, and loopback is never reached through a proxy. It does not know
 * the method {@code PATCH}.
 */
public final class UrlConnectionTransport implements Transport {
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    static {
        // Read once, when the JDK's client is loaded: with it, a POST is sent a second time if no response came.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final int largestBody;

    /** @param largestBody the largest uncompressed response in bytes */
    public UrlConnectionTransport(int largestBody) {
        this.largestBody = largestBody;
    }

    @Override
    public Response send(Request request, Duration deadline) throws IOException {
        var exchange = new Exchange(request, deadline);
        var task = new FutureTask<>(exchange);
        var worker = new Thread(task, "cloudshell-http");
        worker.setDaemon(true);
        worker.start();
        try {
            return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            exchange.abandon();
            throw exchange.timeout();
        } catch (InterruptedException e) {
            task.cancel(true);
            exchange.abandon();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw new IOException("the response is too large for the available memory", e.getCause());
            }
            // No other message is reported: the JDK quotes a header that it cannot send, token and all.
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException("the request cannot be sent, or its response cannot be read");
        }
    }

    /**
     * One request and its response, on a thread of its own: the time-outs of {@link HttpURLConnection} are per read, so
     * a server that sends a byte now and then could block the caller for ever.
     */
    private final class Exchange implements Callable<Response> {
        private final Request request;
        private final Duration deadline;
        private final ResponseBody body = new ResponseBody(largestBody);
        private volatile HttpURLConnection connection;
        private volatile boolean hasResponse;
        private volatile boolean isConnected;
        private volatile String proxy = "";

        Exchange(Request request, Duration deadline) {
            this.request = request;
            this.deadline = deadline;
        }

        @Override
        public Response call() throws IOException {
            connection = open(request);
            // The proxy selector is not called for localhost: it would take most of the start-up time.
            proxy = Origin.of(request.uri()).isLoopback() ? "" : ProxyException.proxyOf(request.uri());
            connection.setConnectTimeout((int) Math.min(CONNECT_TIMEOUT_MILLIS, deadline.toMillis()));
            connection.setReadTimeout((int) Math.min(Integer.MAX_VALUE, deadline.toMillis()));
            connect();
            if (body.isAbandoned()) {
                connection.disconnect();
                throw new SocketTimeoutException("no complete response");
            }
            int status = status();
            if (status == HttpURLConnection.HTTP_PROXY_AUTH && !proxy.isEmpty()) {
                throw ProxyException.ofStatus(proxy, status);
            }
            hasResponse = true;
            return new Response(status, connection.getHeaderFields(), body.read(connection, status));
        }

        private void connect() throws IOException {
            try {
                connection.connect();
                isConnected = true;
            } catch (SocketTimeoutException e) {
                // TLS counts against the deadline, the connection beneath it does not
                var isTcp = proxy.isEmpty() && String.valueOf(e.getMessage()).contains("onnect timed out");
                throw isTcp ? new ConnectException("no connection within 2 s") : timeout();
            } catch (IOException e) {
                throw proxy.isEmpty() || e instanceof SSLException ? translated(e, Phase.CONNECT, 1) : ofProxy(e);
            } catch (RuntimeException e) {
                if (proxy.isEmpty()) {
                    throw e;
                }
                throw ProxyException.notHttp(proxy); // the JDK parses a status line that is none
            }
        }

        /**
         * Sends the request and reads the status and headers. If the connection breaks meanwhile, two requests were
         * sent: {@link HttpURLConnection} resends it (HttpClient.parseHTTPHeader in the JDK), except a POST, for which
         * that is switched off.
         */
        private int status() throws IOException {
            try {
                if (request.body() != null) {
                    try (var out = connection.getOutputStream()) {
                        out.write(request.body());
                    }
                }
                int status = connection.getResponseCode();
                if (status < 0) {
                    throw new IOException("no status line");
                }
                return status;
            } catch (IOException e) {
                throw translated(e, Phase.AWAIT_RESPONSE, request.method().equals("POST") ? 1 : 2);
            }
        }

        /** Returns why there is no connection through the proxy; one that broke may be retried. */
        private IOException ofProxy(IOException e) {
            if (ProxyException.isSocks(proxy) && !(e instanceof ConnectException)) {
                return ProxyException.ofSocks(proxy, e.getMessage());
            }
            if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
                return ProxyException.noConnection(proxy, "cannot be reached: nothing listens there");
            }
            if (e instanceof UnknownHostException) {
                return ProxyException.noConnection(proxy, "cannot be reached: the host is not known");
            }
            var ofTunnel = ProxyException.ofTunnel(proxy, e.getMessage());
            if (ofTunnel != null) {
                return ofTunnel;
            }
            return e instanceof SocketException
                    ? new BrokenConnection("the proxy " + proxy + " closed the connection", Phase.CONNECT, 1)
                    : ProxyException.notHttp(proxy);
        }

        IOException timeout() {
            if (isConnected) {
                return new SocketTimeoutException("no complete response");
            }
            return proxy.isEmpty()
                    ? new ConnectException("no connection within " + deadline.toSeconds() + " s")
                    : ProxyException.noConnection(proxy, "made no connection in time");
        }

        private static IOException translated(IOException e, Phase phase, int requests) {
            if (phase == Phase.CONNECT && String.valueOf(e.getMessage()).contains("unreachable")) {
                return new NoRouteToHostException("the network is unreachable");
            }
            if (e instanceof SocketTimeoutException
                    || e instanceof SSLException
                    || e instanceof ConnectException
                    || e instanceof NoRouteToHostException
                    || e instanceof UnknownHostException) {
                return e;
            }
            return e instanceof SocketException
                    ? new BrokenConnection("the connection broke before a response came", phase, requests)
                    : new IOException("the response is not HTTP");
        }

        /** Once the body is being read, disconnecting would wait for the reader, which checks the flag itself. */
        void abandon() {
            body.abandon();
            var open = connection;
            if (open != null && !hasResponse) {
                open.disconnect();
            }
        }
    }

    private static HttpURLConnection open(Request request) throws IOException {
        var url = request.uri().toURL();
        URLConnection opened =
                Origin.of(request.uri()).isLoopback() ? url.openConnection(Proxy.NO_PROXY) : url.openConnection();
        var connection = (HttpURLConnection) opened;
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(request.method());
        connection.setDoOutput(request.body() != null);
        for (var header : request.headers().entrySet()) {
            connection.setRequestProperty(header.getKey(), header.getValue());
        }
        return connection;
    }
}

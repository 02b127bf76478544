package cloudshell.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests that must not be sent twice ({@code PATCH}, and a {@code POST} that changes something) with {@link
 * HttpClient}, and all others with another transport. {@link java.net.HttpURLConnection} starts much faster, but does
 * not support PATCH, and resends a POST if its first write fails (HttpURLConnection.writeRequests in the JDK).
 *
 * <p>One client serves the whole process. Its threads end a second after their last response; the client is collected
 * once no request uses it.
 */
public final class NonIdempotentTransport implements Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static WeakReference<HttpClient> shared = new WeakReference<>(null);

    private final Transport others;
    private final int largestBody;

    /** @param largestBody the largest uncompressed response in bytes */
    public NonIdempotentTransport(Transport others, int largestBody) {
        this.others = others;
        this.largestBody = largestBody;
    }

    @Override
    public Response send(Request request, Duration deadline) throws IOException {
        var once = request.method().equals("PATCH") || request.method().equals("POST") && !request.isSafe();
        if (!once) {
            return others.send(request, deadline);
        }
        var proxy = ProxyException.proxyOf(request.uri());
        if (ProxyException.isSocks(proxy)) {
            return throughSocks(request, deadline, proxy);
        }
        var client = client();
        var body = new ResponseBody(largestBody);
        var content = new Content(request.body() == null ? new byte[0] : request.body());
        var response = client.sendAsync(content.message(request), BodyHandlers.ofInputStream())
                .thenApplyAsync(head -> read(head, body), Workers.ALL);
        try {
            var received = response.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (received.status() == HttpURLConnection.HTTP_PROXY_AUTH && !proxy.isEmpty()) {
                throw ProxyException.ofStatus(proxy, received.status());
            }
            return received;
        } catch (TimeoutException | CancellationException e) {
            body.abandon();
            response.cancel(true);
            if (content.isUsed()) {
                throw new SocketTimeoutException("no complete response");
            }
            throw proxy.isEmpty()
                    ? new ConnectException("no connection within " + deadline.toSeconds() + " s")
                    : ProxyException.noConnection(proxy, "made no connection in time");
        } catch (InterruptedException e) {
            body.abandon();
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ReadFailure read
                    ? (IOException) read.getCause()
                    : translated(e.getCause(), request.uri(), proxy, content.isUsed());
        }
    }

    /** {@link HttpClient} would go past a SOCKS proxy. */
    private Response throughSocks(Request request, Duration deadline, String proxy) throws IOException {
        if (request.method().equals("PATCH")) {
            throw ProxyException.noPatch(proxy);
        }
        return others.send(request, deadline);
    }

    private static synchronized HttpClient client() {
        var client = shared.get();
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .executor(Workers.ALL)
                    .proxy(new NotForLoopback())
                    .build();
            shared = new WeakReference<>(client);
        }
        return client;
    }

    private static Response read(HttpResponse<InputStream> head, ResponseBody body) {
        try (var in = head.body() == null ? InputStream.nullInputStream() : head.body()) { // null: a proxy's 407
            var encoding = head.headers().firstValue("Content-Encoding").orElse(null);
            long announced = head.headers().firstValueAsLong("Content-Length").orElse(-1);
            return new Response(
                    head.statusCode(), head.headers().map(), body.read(in, head.statusCode(), encoding, announced));
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    /** @param isSent whether the request may have been sent */
    private static IOException translated(Throwable failure, URI uri, String proxy, boolean isSent) {
        if (!proxy.isEmpty() && !(failure instanceof SSLException)) {
            var ofProxy = ofProxy(failure, proxy, isSent);
            if (ofProxy != null) {
                return ofProxy;
            }
        }
        if (isUnknownHost(failure)) {
            return new UnknownHostException(uri.getHost());
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return new ConnectException("no connection within " + CONNECT_TIMEOUT.toSeconds() + " s");
        }
        if (failure instanceof HttpTimeoutException) {
            return new SocketTimeoutException("no complete response");
        }
        if (failure instanceof ConnectException || failure instanceof SSLException) {
            return (IOException) failure;
        }
        return failure instanceof IOException
                ? new BrokenConnection(
                        "the connection broke before a response came", isSent ? Phase.AWAIT_RESPONSE : Phase.CONNECT, 1)
                : new IOException("the request cannot be sent, or its response cannot be read");
    }

    /** Returns the proxy's failure, or null if the failure is not the proxy's. */
    private static IOException ofProxy(Throwable failure, String proxy, boolean isSent) {
        if (isUnknownHost(failure)) {
            return ProxyException.noConnection(proxy, "cannot be reached: the host is not known");
        }
        if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
            return ProxyException.noConnection(proxy, "cannot be reached: nothing listens there");
        }
        var ofTunnel = ProxyException.ofTunnel(proxy, failure.getMessage());
        if (ofTunnel != null) {
            return ofTunnel;
        }
        if (!isSent) {
            return isProtocol(failure)
                    ? ProxyException.notHttp(proxy)
                    : new BrokenConnection("the proxy " + proxy + " closed the connection", Phase.CONNECT, 1);
        }
        return isProtocol(failure) ? ProxyException.notHttpFromEither(proxy) : null;
    }

    /** The JDK wraps what a parser of its own has thrown. */
    private static boolean isProtocol(Throwable failure) {
        return failure instanceof ProtocolException
                || failure.getCause() instanceof ProtocolException
                || failure instanceof RuntimeException;
    }

    private static boolean isUnknownHost(Throwable failure) {
        return failure != null && (failure instanceof UnresolvedAddressException || isUnknownHost(failure.getCause()));
    }

    /**
     * The body of a request, which knows whether the request may have left: the JDK reads its length when it writes
     * the headers, and not before there is a connection, the one that a proxy makes included (Http1Request.headers). A
     * class of its own, since the verifier of the outer one would load the client's classes.
     */
    private static final class Content implements HttpRequest.BodyPublisher {
        private final HttpRequest.BodyPublisher bytes;
        private volatile boolean isUsed;

        Content(byte[] body) {
            this.bytes = HttpRequest.BodyPublishers.ofByteArray(body);
        }

        HttpRequest message(Request request) throws IOException {
            try {
                var message = HttpRequest.newBuilder(request.uri()).method(request.method(), this);
                request.headers().forEach(message::header);
                return message.build();
            } catch (IllegalArgumentException e) {
                // The JDK quotes what it cannot send, token and all.
                throw new IOException("the request has a header that cannot be sent");
            }
        }

        boolean isUsed() {
            return isUsed;
        }

        @Override
        public long contentLength() {
            isUsed = true;
            return bytes.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            isUsed = true;
            bytes.subscribe(subscriber);
        }
    }

    /** Carries an error of reading the body through a future. */
    private static final class ReadFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReadFailure(IOException cause) {
            super(cause);
        }
    }

    /** The JVM's proxies, but none for localhost. */
    private static final class NotForLoopback extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            var systemDefault = ProxySelector.getDefault();
            return systemDefault == null || Origin.of(uri).isLoopback()
                    ? List.of(Proxy.NO_PROXY)
                    : systemDefault.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress proxy, IOException e) {
            var systemDefault = ProxySelector.getDefault();
            if (systemDefault != null) {
                systemDefault.connectFailed(uri, proxy, e);
            }
        }
    }

    /** Loaded with the first request of this kind; most programs send none. */
    private static final class Workers {
        static final ThreadPoolExecutor ALL =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "cloudshell-once");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}

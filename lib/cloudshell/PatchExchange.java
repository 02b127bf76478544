package cloudshell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;

/**
 * One {@code PATCH} and its answer, by {@link HttpClient}: {@link java.net.HttpURLConnection} does not know the method,
 * and is kept for the others since it starts so much faster. The caller sets the deadline.
 *
 * @param largestBody the bytes an answer may have
 */
record PatchExchange(Transport.Request request, Duration connectTimeout, int largestBody)
        implements Callable<Transport.Response> {
    @Override
    public Transport.Response call() throws IOException {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        if (Origin.of(request.uri()).isLoopback()) {
            client.proxy(HttpClient.Builder.NO_PROXY);
        }
        try {
            var answer = client.build().send(message(), BodyHandlers.ofInputStream());
            try (var in = answer.body()) {
                return new Transport.Response(
                        answer.statusCode(), answer.headers().map(), read(in));
            }
        } catch (HttpConnectTimeoutException e) {
            throw new ConnectException("no connection within " + connectTimeout.toSeconds() + " s");
        } catch (ConnectException e) {
            throw isUnknownHost(e) ? new UnknownHostException(request.uri().getHost()) : e;
        } catch (SSLException | AnswerTooLarge e) {
            throw e;
        } catch (IOException e) {
            throw new Transport.BrokenConnection("the connection broke before the answer was complete", 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpRequest message() {
        var body = request.body() == null ? new byte[0] : request.body();
        var message = HttpRequest.newBuilder(request.uri())
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        request.headers().forEach(message::header);
        return message.build();
    }

    private byte[] read(InputStream in) throws IOException {
        var body = in.readNBytes(largestBody + 1);
        if (body.length > largestBody) {
            throw new AnswerTooLarge(largestBody);
        }
        return body;
    }

    private static boolean isUnknownHost(Throwable failure) {
        return failure != null && (failure instanceof UnresolvedAddressException || isUnknownHost(failure.getCause()));
    }

    private static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLarge(int bytes) {
            super("the answer is larger than " + bytes / 1024 / 1024 + " MiB");
        }
    }
}

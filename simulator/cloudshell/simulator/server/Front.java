package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.simulator.wire.Answer;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty.DefaultMultipartRequestConfigurer;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import com.github.tomakehurst.wiremock.servlet.WireMockHttpServletRequestAdapter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Between the socket and WireMock's stubs: lets in only who calls this machine by a name of its own, so that no web
 * page reaches it by a name it made up, and lets out nothing that shows what is behind.
 */
final class Front extends AbstractHandler {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final int DRIPS = 5;

    private final StubRequestHandler stubs;
    private final Jetty11HttpUtils utils = new Jetty11HttpUtils();
    private final JettyFaultInjectorFactory faults = new JettyFaultInjectorFactory(utils);

    Front(StubRequestHandler stubs) {
        this.stubs = stubs;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        if (!isLoopback(request.getHeader("Host")) || !isLoopback(request.getServerName())) {
            write(
                    Answer.error(400, "InvalidHostname", "Simulated: this machine is called localhost.")
                            .invented(),
                    response);
            return;
        }
        BodyLimit.check(request.getContentLengthLong());
        base.getHttpInput().addInterceptor(new BodyLimit());
        try {
            stubs.handle(
                    new WireMockHttpServletRequestAdapter(
                            request, new DefaultMultipartRequestConfigurer(), null, false, utils),
                    (asked, answer, attributes) -> respond(answer, request, response),
                    null);
        } catch (BadMessageException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadMessageException("the request ends early, or nobody waits for its answer", e);
        }
    }

    private static boolean isLoopback(String host) {
        return host != null && LOOPBACK.matcher(host).matches();
    }

    private void respond(Response answer, HttpServletRequest request, HttpServletResponse response) {
        try {
            Thread.sleep(answer.getInitialDelay());
            if (answer.getFault() != null) {
                answer.getFault().apply(faults.buildFaultInjector(request, response));
                return;
            }
            response.setStatus(answer.getStatus());
            for (var header : answer.getHeaders().all()) {
                if (!header.key().startsWith("Matched-Stub")) {
                    header.values().forEach(value -> response.addHeader(header.key(), value));
                }
            }
            body(answer, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void body(Response answer, HttpServletResponse response) throws IOException, InterruptedException {
        var bytes = answer.getBody() == null ? new byte[0] : answer.getBody();
        if (!answer.shouldAddChunkedDribbleDelay()) {
            if (answer.getStatus() != 204 && answer.getStatus() != 304) {
                response.setContentLength(bytes.length);
            }
            response.getOutputStream().write(bytes);
            return;
        }
        var pause = answer.getChunkedDribbleDelay().getTotalDuration()
                / answer.getChunkedDribbleDelay().getNumberOfChunks();
        for (int from = 0; from < bytes.length; from += DRIPS) {
            Thread.sleep(pause);
            response.getOutputStream().write(bytes, from, Math.min(DRIPS, bytes.length - from));
            response.flushBuffer();
        }
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(header -> response.setHeader(header.name(), header.value()));
        response.getOutputStream().write(answer.body().getBytes(UTF_8));
    }
}

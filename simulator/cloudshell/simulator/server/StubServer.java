//SOURCES BodyLimit.java ClosedServer.java Front.java NoFiles.java NoMappings.java PlainErrors.java
//SOURCES Tls.java
package cloudshell.simulator.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** WireMock with one stub: every request goes to a function, and what that says is what the client gets. */
public final class StubServer implements AutoCloseable {
    private static final String NAME = "cloudshell";
    private static final int FOR_EVER_MILLIS = 3_600_000;
    private static final int DRIPS = 600;

    private final WireMockServer wiremock;
    private ClosedServer server;

    /**
     * Prepares one; {@link #start} lets it listen.
     *
     * @param ports where to listen, 0 for any free one
     */
    public StubServer(Function<SimulatedRequest, Answer> answers, int latency, Tls tls, int... ports) {
        this.wiremock = new WireMockServer(WireMockConfiguration.options()
                .httpServerFactory((options, admin, stubs) -> server = new ClosedServer(stubs, tls, ports))
                .fileSource(new NoFiles())
                .mappingSource(new NoMappings())
                .templatingEnabled(false)
                .disableRequestJournal()
                .extensions(new Transformer(answers, latency)));
    }

    /** @throws UncheckedIOException where a port is taken */
    public void start() {
        try {
            wiremock.start();
        } catch (FatalStartupException e) {
            throw new UncheckedIOException(new IOException("a port is taken", e));
        }
        wiremock.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(NAME)));
    }

    /** The port at that place in the list. */
    public int port(int n) {
        return server.port(n);
    }

    @Override
    public void close() {
        wiremock.stop();
    }

    private record Transformer(Function<SimulatedRequest, Answer> answers, int latency)
            implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return definition(answers.apply(request(event.getRequest())));
        }

        private static SimulatedRequest request(Request request) {
            return SimulatedRequest.of(
                    request.getMethod().getName(),
                    request.getScheme() + "://" + request.getHost() + ":" + request.getPort(),
                    request.getUrl(),
                    request::getHeader,
                    request.getBodyAsString());
        }

        private ResponseDefinition definition(Answer answer) {
            var response = aResponse().withStatus(answer.status()).withBody(answer.body());
            answer.headers().forEach(header -> response.withHeader(header.name(), header.value()));
            if (latency > 0) {
                response.withFixedDelay(latency);
            }
            switch (answer.trouble()) {
                case RESET -> response.withFault(Fault.CONNECTION_RESET_BY_PEER);
                case GARBAGE -> response.withFault(Fault.MALFORMED_RESPONSE_CHUNK);
                case DRIP -> response.withChunkedDribbleDelay(DRIPS, FOR_EVER_MILLIS);
                case HANG -> response.withFixedDelay(FOR_EVER_MILLIS);
                case NONE -> {}
            }
            return response.build();
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }
}

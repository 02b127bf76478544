package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.simulator.wire.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** What a request gets that is no HTTP, or too large: a status and one sentence, and no page of the server's. */
final class PlainErrors extends ErrorHandler {
    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        var answer = answer(response.getStatus());
        answer.headers().forEach(header -> response.setHeader(header.name(), header.value()));
        response.getOutputStream().write(answer.body().getBytes(UTF_8));
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        var answer = answer(status);
        answer.headers().forEach(header -> fields.put(header.name(), header.value()));
        return ByteBuffer.wrap(answer.body().getBytes(UTF_8));
    }

    private static Answer answer(int status) {
        return switch (status) {
            case 413 ->
                Answer.error(413, "RequestContentTooLarge", "The request content size exceeds the limit of 4 MB.")
                        .invented();
            case 415 ->
                Answer.error(415, "UnsupportedMediaType", "Simulated: a packed body is not taken.")
                        .invented();
            default ->
                Answer.error(status, "BadRequest", "Simulated: the request is not understood.")
                        .invented();
        };
    }
}

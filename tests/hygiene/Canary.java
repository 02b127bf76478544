package hygiene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import harness.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A token that can be found wherever it turns up, and the search for it. */
final class Canary {
    /** No part of this is anywhere else. */
    private static final String SONG = "canarySings7Q4ZXWV";

    /** As Cloud Shell's tokens look. */
    static final String WEB_TOKEN = base64("{\"alg\":\"none\"}") + "."
            + base64("{\"aud\":\"https://management.azure.com/\",\"tid\":\"t\"}") + "." + SONG;

    /** As a token may look as well. */
    static final String OPAQUE = SONG + "-opaque";

    private Canary() {}

    /** A token endpoint that issues it, and a Resource Manager with a given response. */
    static RawServer handedOut(String token, RawServer.Response arm) {
        var good = RawServer.Response.json("{\"access_token\":\"" + token + "\",\"expires_on\":\"4070908800\"}");
        return RawServer.start((request, connection) -> (request.isForTokens() ? good : arm).to(request, connection));
    }

    static boolean isIn(String text) {
        return text.contains(SONG);
    }

    /** The files in these directories that have it, in any of the encodings in which a JVM writes strings. */
    static List<Path> filesWithIt(Path... directories) {
        return Stream.of(directories)
                .flatMap(Canary::files)
                .filter(file -> Stream.of(UTF_8, UTF_16BE, UTF_16LE).anyMatch(charset -> has(file, SONG, charset)))
                .toList();
    }

    static boolean has(Path file, String text, Charset charset) {
        try {
            var needle = new String(text.getBytes(charset), ISO_8859_1);
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(needle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path directory) {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** An error response of Resource Manager as bytes on the connection. */
    static String errorResponse(int status, String code, String message, String headers) {
        var body = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
        return message(status, "Content-Type: application/json\r\n" + headers, body);
    }

    static String message(int status, String headers, String body) {
        return new String(
                RawServer.message(status, headers, body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}

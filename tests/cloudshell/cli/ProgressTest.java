package cloudshell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.http.Transport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void onATerminalTheLineIsShownAndTakenAway() {
        var progress = progress(true);
        progress.watch(() -> "3 so far");
        progress.end();
        progress.end();

        assertEquals(ERASE + "list-vms: 3 so far" + ERASE, err.toString(UTF_8));
    }

    @Test
    void forAnResponseThatGoesOnItStaysAwayForASecond() {
        var progress = progress(true);
        progress.watch(() -> "3 so far");
        progress.giveWay();
        progress.giveWay();
        progress.end();

        assertEquals(ERASE + "list-vms: 3 so far" + ERASE, err.toString(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"429, throttled by Azure", "200, throttled by Azure", "502, Azure returned HTTP 502"})
    void aWaitSaysWhy(int status, String reason) throws InterruptedException {
        progress(true).pause(Duration.ZERO, new Transport.Response(status, Map.of(), new byte[0]));

        assertEquals("list-vms: " + reason + ", continuing in 1 s\n", err.toString(UTF_8));
    }

    @Test
    void ofSeveralThreadsThatWaitForTheSameOneSaysIt() throws InterruptedException {
        var progress = progress(true);
        for (var wait : List.of(Duration.ZERO, Duration.ZERO)) {
            progress.pause(wait, null);
        }

        assertEquals("list-vms: the connection broke, continuing in 1 s\n", err.toString(UTF_8));
    }

    @Test
    void ifNobodyLooksThereIsNothing() throws InterruptedException {
        var progress = progress(false);
        progress.watch(() -> "3 so far");
        progress.pause(Duration.ZERO, null);
        progress.end();

        assertEquals("", err.toString(UTF_8));
    }

    private Progress progress(boolean terminal) {
        var stream = new PrintStream(err, true, UTF_8);
        return new Progress(
                "list-vms", new Terminal(InputStream.nullInputStream(), stream, stream, Map.of(), false, terminal));
    }
}

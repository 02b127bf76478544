package cloudshell.commands.mcp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads messages, a line each. A line without an end, at the end of the input, is no message. */
final class LineReader {
    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[8_192];
    private int at;
    private int end;

    /** @param most the most bytes of a line; of a longer one nothing is kept */
    LineReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** A line, which may be too long to be kept. */
    record Line(String text, boolean isTooLong) {}

    /** Returns the next line; empty at the end of the input. */
    Optional<Line> next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean isTooLong = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    return Optional.empty();
                }
            }
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            isTooLong |= line.size() + at - start > most;
            if (!isTooLong) {
                line.write(buffer, start, at - start);
            }
            if (at < end) {
                at++;
                return Optional.of(new Line(isTooLong ? "" : line.toString(UTF_8), isTooLong));
            }
        }
    }
}

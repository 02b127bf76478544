package harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** A terminal that keeps what is written to it. */
public final class Terminals {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** One that no person reads. */
    public Terminal piped() {
        return new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Map.of(),
                false,
                false);
    }

    public PrintStream stream() {
        return piped().out();
    }

    public String out() {
        return out.toString(UTF_8);
    }

    public String err() {
        return err.toString(UTF_8);
    }
}

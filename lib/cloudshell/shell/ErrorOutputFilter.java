package cloudshell.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * What JShell says of things that went wrong, line by line. What the library has thrown is a line of its own words,
 * without its class and where in JShell's code it came from.
 */
final class ErrorOutputFilter extends OutputStream {
    private static final Pattern OURS = Pattern.compile("^(\\|  |)Exception cloudshell[.\\w]*: ");
    private static final Pattern FRAME = Pattern.compile("^\\|? *at .*\\(.*\\)\\s*$");

    private final PrintStream out;
    private final String instead;
    private final String left;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private volatile boolean any;
    private boolean ours;
    private String margin = "";

    /**
     * @param instead what a mishap's line begins with
     * @param left a line that is left out; "" for none
     */
    ErrorOutputFilter(PrintStream out, String instead, String left) {
        this.out = out;
        this.instead = instead;
        this.left = left;
    }

    /** Whether anything was said. */
    boolean isAny() {
        return any;
    }

    @Override
    public synchronized void write(int b) {
        any = true;
        line.write(b);
        if (b == '\n') {
            show(line.toString(UTF_8));
            line.reset();
        }
    }

    /** Lines come in pieces; only whole ones can be told apart. */
    @Override
    public void flush() {
        out.flush();
    }

    /** Shows what has come of a last line without its end. */
    @Override
    public synchronized void close() {
        show(line.toString(UTF_8));
        line.reset();
    }

    private void show(String text) {
        var begins = OURS.matcher(text);
        if (begins.find()) {
            margin = begins.group(1);
            ours = true;
            out.print(begins.replaceFirst("$1" + instead));
        } else if (ours && text.startsWith("Try: ")) {
            out.print(margin + text);
        } else {
            ours &= FRAME.matcher(text).matches();
            if (!ours && (left.isEmpty() || !text.contains(left))) {
                out.print(text);
            }
        }
        out.flush();
    }
}

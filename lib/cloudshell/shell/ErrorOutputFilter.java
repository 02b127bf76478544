package cloudshell.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Filters JShell's error output by line. Exceptions of the library are reduced to their message, without class and
 * JShell's stack trace.
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
     * @param instead the replacement for the start of an error line
     * @param left a line to omit, or ""
     */
    ErrorOutputFilter(PrintStream out, String instead, String left) {
        this.out = out;
        this.instead = instead;
        this.left = left;
    }

    /** Returns whether anything was printed. */
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

    /** Does nothing: a line arrives in pieces, and only whole lines can be filtered. */
    @Override
    public void flush() {
        out.flush();
    }

    /** Prints a last line without its end. */
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

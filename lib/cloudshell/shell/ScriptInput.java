package cloudshell.shell;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** The lines of a script, one for each read. Ends early if a line has failed. */
final class ScriptInput extends FilterInputStream {
    private final BooleanSupplier hasFailed;

    /** @param hasFailed whether a line has failed and the rest must not run */
    ScriptInput(InputStream lines, BooleanSupplier hasFailed) {
        super(lines);
        this.hasFailed = hasFailed;
    }

    @Override
    public int read() throws IOException {
        return hasFailed.getAsBoolean() ? -1 : super.read();
    }

    /** Reads up to a line break, since JShell runs a line before it reads the next one. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = 0;
        for (int next = length > 0 ? read() : -1; next >= 0; next = super.read()) {
            bytes[offset + count++] = (byte) next;
            if (next == '\n' || count == length) {
                break;
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    /** Returns 0, since a reader would take more than a line. */
    @Override
    public int available() {
        return 0;
    }
}

package cloudshell.shell;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** The lines of a script, one for each read, that end early once one of them has failed. */
final class ScriptInput extends FilterInputStream {
    private final BooleanSupplier hasFailed;

    /** @param hasFailed whether a line before the next one has failed and the others are not to run */
    ScriptInput(InputStream lines, BooleanSupplier hasFailed) {
        super(lines);
        this.hasFailed = hasFailed;
    }

    @Override
    public int read() throws IOException {
        return hasFailed.getAsBoolean() ? -1 : super.read();
    }

    /** Up to an end of line, since JShell runs a line before it reads the next one. */
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

    /** Nothing without waiting, or a reader would take more than a line. */
    @Override
    public int available() {
        return 0;
    }
}

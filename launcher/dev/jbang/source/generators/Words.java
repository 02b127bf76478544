package dev.jbang.source.generators;

import dev.jbang.source.CmdGenerator;
import java.io.IOException;
import java.util.List;

/** A generated command line as a list. JBang itself only joins it to one line for a shell. */
public final class Words {
    private Words() {}

    public static List<String> of(CmdGenerator generator) throws IOException {
        return ((BaseCmdGenerator<?>) generator).generateCommandLineList();
    }
}

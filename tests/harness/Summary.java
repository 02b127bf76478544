package harness;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints what the summary of Maven does not: why a test was skipped, and the command that reruns a failed one. */
public final class Summary implements TestExecutionListener {
    /** Homes in temporary directories hold links to the launcher; JUnit warns of each when it deletes one. */
    private static final Logger TEMPORARY =
            Logger.getLogger("org.junit.jupiter.engine.extension.TempDirectory$CloseablePath");

    private final List<String> lines = new ArrayList<>();

    public Summary() {
        TEMPORARY.setLevel(Level.SEVERE);
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        lines.add("Skipped " + name(test) + ": " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var cause = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
        switch (result.getStatus()) {
            case ABORTED -> lines.add("Skipped " + name(test) + ": " + cause);
            case FAILED -> lines.add("Rerun: mvn test -Dtest='" + name(test) + "'");
            default -> {}
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        lines.stream().distinct().forEach(System.out::println);
        lines.clear();
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(source -> source.getClassName().replaceFirst(".*\\.", "") + "#" + source.getMethodName())
                .orElse(test.getDisplayName());
    }
}

package cloudshell.shell;

import cloudshell.token.CloudShellException;
import java.util.function.Supplier;

/** What went wrong in a verb and what helps, without a stack trace: JShell shows such an exception on two lines. */
final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mishap(String message, String hint) {
        super(hint.isEmpty() ? message : message + "\nTry: " + inJShellsTerms(hint), null, false, false);
    }

    static <T> T onOneLine(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (CloudShellException e) {
            throw new Mishap(e.getMessage(), e.hint());
        }
    }

    /** Hints are written for a command line; here there are verbs in the place of its options. */
    private static String inJShellsTerms(String hint) {
        return hint.replaceFirst("^-s with one of ('[^']*')", "vms(\"NAME\"), or start with -s; NAME is one of $1")
                .replace("jbang token@catalog --help has them all", "audiences() has them all")
                .replace("-s with ", "vms(\"NAME\") with ")
                .replaceAll("--resource (\\S+)", "azure().api(address, \"$1\")")
                .replaceAll("(^|[^/\\w-])(--[a-z][a-z-]*( [A-Z0-9]+)?)", "$1/exit, and jbang shell@catalog $2")
                .replace("another /exit, and jbang shell@catalog --api-version", "another api-version");
    }
}

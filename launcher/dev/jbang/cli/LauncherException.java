package dev.jbang.cli;

/** Thrown for a failure that is reported in one line and a hint. */
final class LauncherException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int exit;
    final String hint;

    LauncherException(int exit, String message, String hint) {
        super(message);
        this.exit = exit;
        this.hint = hint;
    }
}

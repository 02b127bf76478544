package cloudshell.cli;

import cloudshell.token.Failure;

/** The exit codes of all commands. */
public final class Exit {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int NO_TOKEN = 3;
    public static final int DENIED = 4;

    /** Describes them in {@code --help} and docs/cli.md. */
    public static final String MEANING = """
            0  done
            1  failed: something remote or unexpected
            2  wrong usage: an option, an audience, a setting
            3  no token endpoint: not in Cloud Shell, nothing listens, nobody signed in
            4  denied: audience not supported, or 401 or 403 from Azure
            """;

    private Exit() {}

    /** Returns the exit code of a kind of failure. */
    public static int of(Failure failure) {
        return switch (failure) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case NO_TOKEN -> NO_TOKEN;
            case DENIED -> DENIED;
        };
    }
}

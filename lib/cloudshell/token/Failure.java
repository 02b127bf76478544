package cloudshell.token;

/** Why a call did not succeed, as far as the caller can act on it. Commands turn it into their exit code. */
public enum Failure {
    /** Something remote or unexpected went wrong. */
    FAILED,
    /** The request itself is wrong: an option, an audience, a setting. Nothing was sent. */
    USAGE,
    /** There is no token to be had here: not in Cloud Shell, or nothing listens. */
    NO_TOKEN,
    /** Azure returned and said no: audience not supported, 401 or 403. */
    DENIED
}

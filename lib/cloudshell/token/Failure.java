package cloudshell.token;

/** The kind of a failure, by what the caller can do about it. Each command maps it to its exit code. */
public enum Failure {
    /** A remote or unexpected error. */
    FAILED,
    /** The request itself is invalid: an option, an audience, a setting. Nothing was sent. */
    USAGE,
    /** No token source is available: not in Cloud Shell, or nothing listens. */
    NO_TOKEN,
    /** Azure denied the request: audience not supported, 401 or 403. */
    DENIED
}

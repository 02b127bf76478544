package cloudshell.simulator.http;

/** A request that a service rejects, with the response that says why. */
public final class ResponseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Response response;

    public ResponseException(int status, String code, String message) {
        this(Response.error(status, code, message));
    }

    public ResponseException(Response response) {
        super(response.body(), null, false, false);
        this.response = response;
    }

    public Response response() {
        return response;
    }
}

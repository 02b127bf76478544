package cloudshell.simulator.server;

import cloudshell.simulator.http.Response;

/** A request that is rejected before any service sees it. */
final class RequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    RequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Creates an exception with one sentence, which shows nothing of the server. */
    Response response() {
        var code =
                switch (status) {
                    case 413 -> "RequestContentTooLarge";
                    case 415 -> "UnsupportedMediaType";
                    default -> "BadRequest";
                };
        return Response.error(status, code, getMessage()).invented();
    }
}

package cloudshell.signin;

import cloudshell.token.CloudShellException;
import cloudshell.token.TokenException;
import cloudshell.wire.SafeText;
import cloudshell.wire.ServiceError;

/** az does not tell which account it uses. */
public final class AccountException extends CloudShellException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    AccountException(TokenException e) {
        super(e.failure(), "could not ask az for its account: " + e.reason(), ServiceError.NONE, e.hint(), e);
        this.reason = SafeText.line(e.reason());
    }

    /** The message without its beginning. */
    public String reason() {
        return reason;
    }
}

package cloudshell.simulator.deployments;

/** A template that cannot be deployed. */
final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    TemplateException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static TemplateException invalid(String message) {
        return new TemplateException("InvalidTemplate", "Deployment template validation failed: '" + message + "'.");
    }

    /** Creates an exception for a feature of the template language that is not simulated. */
    static TemplateException notSimulated(String what) {
        return new TemplateException("NotSimulated", "Simulated: " + what + " is not simulated.");
    }

    String code() {
        return code;
    }
}

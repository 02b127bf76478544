package cloudshell.managedidentity;

/** What goes back to a program. Its text form has no body, which may hold a token. */
record TokenResponse(int status, byte[] body) {
    static TokenResponse silent(int status) {
        return new TokenResponse(status, new byte[0]);
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}

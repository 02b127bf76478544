package cloudshell.lend;

/** What goes back to a program. Its text form has no body, which may hold a token. */
record Answer(int status, byte[] body) {
    static Answer silent(int status) {
        return new Answer(status, new byte[0]);
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}

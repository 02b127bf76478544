package cloudshell.http;

/** What this toolkit calls itself, to services and to people. */
public final class Toolkit {
    public static final String NAME = "cloudshell-jbang";
    public static final String VERSION = "0.3.0";

    private Toolkit() {}
}

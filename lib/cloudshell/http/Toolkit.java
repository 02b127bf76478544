package cloudshell.http;

/** The name and version of this toolkit, for services and people. */
public final class Toolkit {
    public static final String NAME = "cloudshell-jbang";
    public static final String VERSION = "0.3.0";

    private Toolkit() {}
}

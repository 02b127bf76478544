package cloudshell.lend;

import cloudshell.token.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is lent, and where.
 *
 * @param port on loopback; 0 for any that is free
 * @param only the audiences that are lent; all where there are none
 * @param anyIdentity whether who asks for a certain managed identity gets the user's token all the same
 */
public record Terms(int port, List<Audience> only, boolean anyIdentity) {
    /** All audiences, on any free port, to who asks for no certain identity. */
    public static final Terms USUAL = new Terms(0, List.of(), false);

    public Terms {
        only = List.copyOf(only);
    }

    public Terms withPort(int port) {
        return new Terms(port, only, anyIdentity);
    }

    public Terms withOnly(List<Audience> only) {
        return new Terms(port, only, anyIdentity);
    }

    public Terms withAnyIdentity(boolean anyIdentity) {
        return new Terms(port, only, anyIdentity);
    }

    boolean include(Audience audience) {
        var names = new ArrayList<String>();
        only.forEach(each -> names.add(bare(each)));
        return names.isEmpty() || names.contains(bare(audience));
    }

    /** With and without a final slash is one service. */
    private static String bare(Audience audience) {
        return audience.resource().replaceFirst("/+$", "").toLowerCase(Locale.ROOT);
    }
}

package cloudshell.commands.doctor;

import java.util.List;
import java.util.regex.Pattern;

/** Text without what tells who somebody is: named parts, mail addresses, GUIDs and the home folder. */
final class Anonymous {
    private static final String HIDDEN = "(hidden)";
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+#-]+@[A-Za-z0-9.-]+[A-Za-z0-9]");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Anonymous() {}

    static String text(String text, List<String> personal) {
        var hidden = text;
        for (var part : personal) {
            hidden = part.isEmpty() ? hidden : hidden.replace(part, HIDDEN);
        }
        hidden = GUID.matcher(MAIL.matcher(hidden).replaceAll(HIDDEN)).replaceAll(HIDDEN);
        var home = System.getProperty("user.home");
        return home.length() > 1 ? hidden.replace(home, "~") : hidden;
    }
}

package cloudshell.commands.mcp.content;

/**
 * Removes from a text what a person does not see and a language model reads: control characters, characters that change
 * the direction of writing, zero-width ones, variation selectors and tags. Line breaks and tabs become spaces.
 */
final class VisibleText {
    private VisibleText() {}

    static String of(String text) {
        if (text.codePoints().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t' || isSeparator(c)) {
                visible.append(' ');
            } else if (!isInvisible(c)) {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private static boolean isSeparator(int c) {
        return switch (Character.getType(c)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> isBlank(c);
        };
    }

    /** Letters and marks that show nothing (Unicode, Default_Ignorable_Code_Point), and private use. */
    private static boolean isBlank(int c) {
        return c >= 0xfe00 && c <= 0xfe0f
                || c >= 0xe0000 && c <= 0xe0fff
                || c >= 0x180b && c <= 0x180f
                || c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c == 0x2800
                || c == 0x3164
                || c == 0xffa0
                || Character.getType(c) == Character.PRIVATE_USE;
    }
}

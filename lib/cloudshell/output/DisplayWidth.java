package cloudshell.output;

/** Computes the terminal columns of a text: two for East Asian letters and emoji, none for combining marks. */
final class DisplayWidth {
    private static final int FIRST_UNUSUAL = 0x300;

    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += of(c);
            i += Character.charCount(c);
        }
        return width;
    }

    static int of(int codePoint) {
        if (codePoint < FIRST_UNUSUAL) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Wide.has(codePoint) ? 2 : 1;
        };
    }

    /** Returns the longest prefix of whole characters that fits into the columns. */
    static String beginning(String text, int columns) {
        int end = 0;
        for (int left = columns; end < text.length(); ) {
            int c = text.codePointAt(end);
            left -= of(c);
            if (left < 0) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    static String ending(String text, int columns) {
        int start = text.length();
        for (int left = columns; start > 0; ) {
            int c = text.codePointBefore(start);
            left -= of(c);
            if (left < 0) {
                break;
            }
            start -= Character.charCount(c);
        }
        return text.substring(start);
    }

    /** Unicode 14's EastAsianWidth.txt, classes W and F; loaded with the first such letter. */
    private static final class Wide {
        private static final String RANGES = """
                1100-115F 231A-231B 2329-232A 23E9-23EC 23F0-23F0 23F3-23F3 25FD-25FE 2614-2615 2648-2653 267F-267F
                2693-2693 26A1-26A1 26AA-26AB 26BD-26BE 26C4-26C5 26CE-26CE 26D4-26D4 26EA-26EA 26F2-26F3 26F5-26F5
                26FA-26FA 26FD-26FD 2705-2705 270A-270B 2728-2728 274C-274C 274E-274E 2753-2755 2757-2757 2795-2797
                27B0-27B0 27BF-27BF 2B1B-2B1C 2B50-2B50 2B55-2B55 2E80-303E 3041-3247 3250-4DBF 4E00-A4CF A960-A97F
                AC00-D7A3 F900-FAFF FE10-FE19 FE30-FE6F FF00-FF60 FFE0-FFE6 16FE0-1B2FF 1F004-1F004 1F0CF-1F0CF
                1F18E-1F18E 1F191-1F19A 1F200-1F320 1F32D-1F335 1F337-1F37C 1F37E-1F393 1F3A0-1F3CA 1F3CF-1F3D3
                1F3E0-1F3F0 1F3F4-1F3F4 1F3F8-1F43E 1F440-1F440 1F442-1F4FC 1F4FF-1F53D 1F54B-1F54E 1F550-1F567
                1F57A-1F57A 1F595-1F596 1F5A4-1F5A4 1F5FB-1F64F 1F680-1F6C5 1F6CC-1F6CC 1F6D0-1F6D2 1F6D5-1F6DF
                1F6EB-1F6EF 1F6F4-1F6FF 1F7E0-1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FAFF 20000-3FFFD
                """;
        private static final int[] BOUNDS = bounds();

        static boolean has(int codePoint) {
            int low = 0;
            int high = BOUNDS.length / 2 - 1;
            while (low <= high) {
                int middle = (low + high) / 2;
                if (codePoint < BOUNDS[2 * middle]) {
                    high = middle - 1;
                } else if (codePoint > BOUNDS[2 * middle + 1]) {
                    low = middle + 1;
                } else {
                    return true;
                }
            }
            return false;
        }

        private static int[] bounds() {
            var numbers = RANGES.split("[-\\s]+");
            var bounds = new int[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                bounds[i] = Integer.parseInt(numbers[i], 16);
            }
            return bounds;
        }
    }
}

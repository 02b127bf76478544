package cloudshell.vm;

import java.util.Locale;

/** A pattern with {@code *} for any characters and {@code ?} for one, not case-sensitive. */
record Glob(String pattern) {
    /** Returns whether the name matches; the time is at most proportional to the product of both lengths. */
    boolean matches(String name) {
        var wanted = points(pattern);
        var given = points(name);
        int p = 0;
        int star = -1;
        int from = 0;
        for (int n = 0; n < given.length; ) {
            if (p < wanted.length && wanted[p] == '*') {
                star = p++;
                from = n;
            } else if (p < wanted.length && (wanted[p] == '?' || wanted[p] == given[n])) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++from;
            } else {
                return false;
            }
        }
        while (p < wanted.length && wanted[p] == '*') {
            p++;
        }
        return p == wanted.length;
    }

    private static int[] points(String text) {
        return text.toLowerCase(Locale.ROOT).codePoints().toArray();
    }
}

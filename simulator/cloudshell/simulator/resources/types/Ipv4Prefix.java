package cloudshell.simulator.resources.types;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A block of IPv4 addresses, of which Azure keeps the first four and the last. */
record Ipv4Prefix(long first, int length) {
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int RESERVED = 4;

    static Optional<Ipv4Prefix> parse(String text) {
        var parts = CIDR.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int n = 1; n <= 4; n++) {
            int part = Integer.parseInt(parts.group(n));
            if (part > 255) {
                return Optional.empty();
            }
            address = address << 8 | part;
        }
        int length = Integer.parseInt(parts.group(5));
        return length > 32 ? Optional.empty() : Optional.of(new Ipv4Prefix(address, length));
    }

    /** Returns the first free address that Azure would assign. */
    Optional<String> free(Set<String> used) {
        long size = 1L << 32 - length;
        for (long n = RESERVED; n < size - 1; n++) {
            var address = text(first + n);
            if (!used.contains(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}

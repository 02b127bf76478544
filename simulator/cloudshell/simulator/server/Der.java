package cloudshell.simulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** As much of DER (ITU-T X.690) as a certificate is made of: each method gives one value, encoded. */
final class Der {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] value(int tag, byte[]... contents) {
        var inside = new ByteArrayOutputStream();
        for (var content : contents) {
            inside.writeBytes(content);
        }
        var bytes = inside.toByteArray();
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (bytes.length < 128) {
            all.write(bytes.length);
        } else {
            var length = BigInteger.valueOf(bytes.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            all.write(0x80 | length.length - from);
            all.write(length, from, length.length - from);
        }
        all.writeBytes(bytes);
        return all.toByteArray();
    }

    static byte[] sequence(byte[]... contents) {
        return value(0x30, contents);
    }

    static byte[] set(byte[]... contents) {
        return value(0x31, contents);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] bytes) {
        return value(0x04, bytes);
    }

    /** @param unused how many of the last byte's bits mean nothing */
    static byte[] bits(int unused, byte... bytes) {
        return value(0x03, new byte[] {(byte) unused}, bytes);
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(UTF_8));
    }

    /** As RFC 5280 wants it up to 2049. */
    static byte[] time(Instant time) {
        return value(0x17, TIME.format(time).getBytes(UTF_8));
    }

    /** @param dotted {@code 2.5.29.17} */
    static byte[] name(String dotted) {
        var parts = dotted.split("\\.");
        var bytes = new ByteArrayOutputStream();
        bytes.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int n = 2; n < parts.length; n++) {
            int part = Integer.parseInt(parts[n]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (part >> shift != 0) {
                    bytes.write(0x80 | part >> shift & 0x7f);
                }
            }
            bytes.write(part & 0x7f);
        }
        return value(0x06, bytes.toByteArray());
    }
}

package cloudshell.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON. What is wrong with it is never quoted: the text may hold a secret. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    /** What is neither JSON nor markup: a line of text, or something packed. */
    static final String NO_JSON = "a body that is not JSON";

    private static final int LONGEST_PATH = 200;
    private static final String TOO_LONG = "?".repeat(LONGEST_PATH);

    private Json() {}

    /**
     * The strings, numbers and truth values of an object as text, each under its path ({@code error.code}); arrays add
     * nothing to the path, and of several values under one path the first counts. What lies under a path longer than
     * any that is asked for is left out, so that no text takes many times its own size. It streams: a tree, and the
     * classes for it, would double the start-up time.
     *
     * @throws IOException if it is not one whole JSON object
     */
    public static Map<String, String> flat(byte[] text) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            var path = new ArrayDeque<>(List.of(""));
            var name = "";
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> name = parser.currentName();
                    case START_OBJECT, START_ARRAY -> {
                        path.push(within(path.peek() + (name.isEmpty() ? "" : name + ".")));
                        name = "";
                    }
                    case END_OBJECT, END_ARRAY -> path.pop();
                    case VALUE_NULL -> {}
                    default -> fields.putIfAbsent(within(path.peek() + name), parser.getText());
                }
            }
        } catch (JacksonException | CharConversionException e) {
            throw new IOException(whatItIs(text));
        }
        return fields;
    }

    private static String within(String path) {
        return path.length() <= LONGEST_PATH ? path : TOO_LONG;
    }

    /** What a text that is no JSON is, in words and without one of its own. */
    static String whatItIs(byte[] text) {
        int i = 0;
        while (i < text.length && (text[i] < 0 || text[i] <= ' ')) {
            i++;
        }
        return switch (i < text.length ? text[i] : ' ') {
            case '<' -> "HTML instead of JSON";
            case '{', '[' -> "JSON that is broken or cut off";
            default -> NO_JSON;
        };
    }
}

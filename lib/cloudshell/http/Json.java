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

/** Parses JSON. Errors never quote the text, which may contain a secret. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    /** A body that is neither JSON nor markup: a line of text, or compressed data. */
    static final String NO_JSON = "a body that is not JSON";

    private static final int LONGEST_PATH = 200;
    private static final String TOO_LONG = "?".repeat(LONGEST_PATH);

    private Json() {}

    /**
     * Returns the strings, numbers and booleans of an object as text by path ({@code error.code}). Arrays add nothing
     * to the path, and the first of several values under one path counts. Values under a path longer than any that is
     * read are left out, so that a text cannot take many times its own size. It streams: a tree and its classes would
     * double the start-up time.
     *
     * @throws IOException if the text is not one complete JSON object
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

    /** Describes a text that is not JSON, without quoting it. */
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

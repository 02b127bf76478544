package cloudshell.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
    @ParameterizedTest
    @CsvSource({
        "https://x/rg-\u65e5\u672c?a=\u00fc, https://x/rg-%E6%97%A5%E6%9C%AC?a=%C3%BC",
        "https://x/\ud83d\ude00, https://x/%F0%9F%98%80",
        "https://x/a b?$filter=name eq 'x', https://x/a%20b?$filter=name%20eq%20'x'",
        "https://x/%24skiptoken?a=%2F, https://x/%24skiptoken?a=%2F",
        "https://x/\ufffd, https://x/%EF%BF%BD",
    })
    void aUrlIsAsciiWithTheSameMeaning(String typed, String sent) {
        assertEquals(sent, Urls.parse(typed).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://x/\ud83d", "https://x/%zz", "https://x/\u0007"})
    void whatCannotBeSentAsItIsMeantIsRejected(String typed) {
        assertThrows(IllegalArgumentException.class, () -> Urls.parse(typed));
    }

    @Test
    void aSegmentStaysOneWhateverIsInIt() {
        assertEquals("..%2F..%2Fx%3Fy%23", Urls.segment("../../x?y#"));
        assertEquals("2021%26x%3D1%23", Urls.segment("2021&x=1#"));
        assertEquals("%F0%9F%98%80-%C3%BC_a.~", Urls.segment("\ud83d\ude00-\u00fc_a.~"));
    }
}

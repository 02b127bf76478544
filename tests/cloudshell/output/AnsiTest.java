package cloudshell.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloudshell.cli.Terminal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnsiTest {
    @Test
    void onATerminalGoodIsGreenBadIsRedAndAHeadingBold() {
        var paint = of(Map.of("TERM", "xterm"), true);

        assertEquals("\u001b[32mrunning\u001b[0m", paint.value("running"));
        assertEquals("\u001b[31mnot supported\u001b[0m", paint.value("not supported"));
        assertEquals("deallocated", paint.value("deallocated"));
        assertEquals("\u001b[1mNAME\u001b[0m", paint.heading("NAME"));
    }

    @Test
    void nowhereElse() {
        assertEquals(Ansi.PLAIN, of(Map.of(), false));
        assertEquals(Ansi.PLAIN, of(Map.of("NO_COLOR", "1"), true));
        assertEquals(Ansi.PLAIN, of(Map.of("TERM", "dumb"), true));
        assertEquals("running", Ansi.PLAIN.value("running"));
        assertEquals("NAME", Ansi.PLAIN.heading("NAME"));
    }

    private static Ansi of(Map<String, String> environment, boolean isTerminal) {
        return Ansi.of(new Terminal(System.in, System.out, System.err, environment, isTerminal, isTerminal));
    }
}

package benchmarks;

import java.util.List;
import java.util.Locale;

/** Horizontal bars, one for each program, with the middle half of its runs as a line; other programs are grey. */
final class Plot {
    private static final int LEFT = 370;
    private static final int WIDTH = 560;
    private static final int ROW = 26;
    private static final String OURS = "#0a66c2";
    private static final String OTHERS = "#b0b0b0";

    /** Prefixes of the names of programs that are not of this toolkit. */
    private static final List<String> OTHER_PROGRAMS =
            List.of("java Hello", "curl", "MSAL4J", "azure-identity", "az account");

    private Plot() {}

    static String of(String title, List<BenchmarkRun.Result> results) {
        double most =
                results.stream().mapToDouble(r -> r.seconds().high()).max().orElse(1);
        var svg = new StringBuilder();
        int height = 50 + ROW * results.size();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
                .formatted(LEFT + WIDTH + 80, height));
        svg.append("font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.append("<text x=\"10\" y=\"24\" font-size=\"15\">%s</text>%n".formatted(title));
        legend(svg, LEFT + 40, OURS, "this toolkit");
        legend(svg, LEFT + 160, OTHERS, "others");
        for (int i = 0; i < results.size(); i++) {
            bar(svg, results.get(i), 44 + i * ROW, WIDTH / most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg, int x, String colour, String text) {
        svg.append("<rect x=\"%d\" y=\"13\" width=\"12\" height=\"12\" fill=\"%s\"/>%n".formatted(x, colour));
        svg.append("<text x=\"%d\" y=\"24\">%s</text>%n".formatted(x + 18, text));
    }

    private static String colour(String name) {
        var plain = name.replace("`", "");
        return OTHER_PROGRAMS.stream().anyMatch(plain::startsWith) ? OTHERS : OURS;
    }

    private static void bar(StringBuilder svg, BenchmarkRun.Result result, int y, double scale) {
        var seconds = result.seconds();
        svg.append(String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="16" fill="%s"/>
                <line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="black"/>
                <text x="%.1f" y="%d">%s ms</text>
                """,
                LEFT - 8,
                y + 13,
                result.name().replace("&", "&amp;").replace("<", "&lt;").replace("`", ""),
                LEFT,
                y,
                seconds.median() * scale,
                colour(result.name()),
                LEFT + seconds.low() * scale,
                LEFT + seconds.high() * scale,
                y + 8,
                y + 8,
                LEFT + seconds.high() * scale + 6,
                y + 13,
                seconds.millis()));
    }
}

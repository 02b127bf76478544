package benchmarks;

import java.util.List;
import java.util.Locale;

/** The middle of some figures, and the half of them around it. */
record Stats(double low, double median, double high) {
    static Stats of(List<Double> figures) {
        var sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Stats(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] * (1 - place + below) + sorted[above] * (place - below);
    }

    String ratio() {
        return String.format(Locale.ROOT, "**%.2f** (%.2f to %.2f)", median, low, high);
    }

    String millis() {
        return String.format(Locale.ROOT, "%.0f", median * 1000);
    }
}

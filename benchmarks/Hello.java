package benchmarks;

/** The floor: what the JVM takes to start, print and end. */
final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}

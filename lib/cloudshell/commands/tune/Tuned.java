package cloudshell.commands.tune;

/**
 * An archive and whether it fits what is installed now.
 *
 * @param state {@code current}, {@code stale} or {@code none}
 */
public record Tuned(String name, String state, long bytes) {}

package cloudshell.simulator.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The people, groups and programs of the company, all of them invented. The first person is the one who is signed in. */
public final class Directory {
    public static final List<Person> PEOPLE = List.of(
            new Person("0a1b2c3d-0000-4000-8000-000000000002", "Simulated", "User", "user"),
            person(11, "Alex", "Meyer"),
            person(12, "Sam", "Okafor"),
            person(13, "Robin", "Silva"),
            person(14, "Kim", "Tanaka"));
    public static final List<Group> GROUPS = List.of(
            new Group(id(21), "Developers", "Those who write it", List.of(0, 1, 2)),
            new Group(id(22), "Operations", "Those who run it", List.of(0, 3)),
            new Group(id(23), "Everyone", "The whole company", List.of(0, 1, 2, 3, 4)));
    public static final List<Application> APPLICATIONS =
            List.of(new Application(id(41), id(42), "Deployment pipeline"), new Application(id(43), id(44), "Backup"));
    public static final List<Message> MESSAGES = List.of(
            new Message(31, 1, "Deployment of Friday", "It went well. The two old disks can go."),
            new Message(32, 3, "Certificate of the shop", "It ends in ten days."),
            new Message(33, 2, "Costs of last month", "Eight per cent less than planned."),
            new Message(34, 4, "Lunch", "At twelve?"),
            new Message(35, 1, "Minutes", "As an attachment, as always."));

    public record Person(String id, String first, String last, String alias) {
        public String name() {
            return first + " " + last;
        }

        public String mail() {
            return alias + "@simulator.example";
        }
    }

    /** @param members by their places in the list of people */
    public record Group(String id, String name, String description, List<Integer> members) {}

    /**
     * A program that signs in by itself.
     *
     * @param id of its service principal, as role assignments have it
     * @param appId of the application behind it
     */
    public record Application(String id, String appId, String name) {}

    /** @param from by the place in the list of people */
    public record Message(int number, int from, String subject, String text) {}

    private Directory() {}

    /** {@code User}, {@code Group} or {@code ServicePrincipal}; empty if the id is unknown. */
    public static Optional<String> typeOf(String id) {
        if (PEOPLE.stream().anyMatch(each -> each.id().equalsIgnoreCase(id))) {
            return Optional.of("User");
        }
        if (GROUPS.stream().anyMatch(each -> each.id().equalsIgnoreCase(id))) {
            return Optional.of("Group");
        }
        return APPLICATIONS.stream().anyMatch(each -> each.id().equalsIgnoreCase(id))
                ? Optional.of("ServicePrincipal")
                : Optional.empty();
    }

    private static Person person(int number, String first, String last) {
        return new Person(id(number), first, last, first.toLowerCase(java.util.Locale.ROOT));
    }

    static String id(int number) {
        return new UUID(0x0a1b2c3d_0000_4000L, 0x8000_000000000000L + number).toString();
    }
}

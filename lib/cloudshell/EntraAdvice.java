package cloudshell;

import java.util.Optional;

/** What helps against a refusal of Entra, by its code, where that is more than signing in again. */
final class EntraAdvice {
    private EntraAdvice() {}

    static Optional<String> of(String code) {
        return switch (code) {
            case "AADSTS53000", "AADSTS53001", "AADSTS530033" ->
                Optional.of("Conditional Access wants a managed device: run it on one; in Cloud Shell, its own identity"
                        + " needs no az login: --source cloud-shell");
            case "AADSTS53003" ->
                Optional.of("Conditional Access forbids it here; ask whoever runs the tenant which rule it is");
            case "AADSTS500011", "AADSTS650057" -> Optional.of("check the audience, and --tenant and --cloud");
            case "AADSTS50020", "AADSTS90072", "AADSTS900023", "AADSTS90002" ->
                Optional.of("name a tenant that has this user: --tenant, or az login --tenant TENANT");
            default -> Optional.empty();
        };
    }
}

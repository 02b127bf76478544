package cloudshell.signin;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Failure;
import cloudshell.token.TokenException;
import cloudshell.token.TokenSource;
import java.util.ArrayList;
import java.util.List;

/** The first of several sources that has a token, and that one from then on: two identities are never mixed. */
final class AutoSource implements TokenSource {
    private static final String HINT = "az login, or Connect-AzAccount; or open https://shell.azure.com and run it"
            + " there; or start a simulator: jbang simulator@catalog";

    private final List<TokenSource> sources;
    private final List<String> missing;
    private TokenSource chosen;

    /** @param missing the programs that could not be asked */
    AutoSource(List<TokenSource> sources, List<String> missing) {
        this.sources = List.copyOf(sources);
        this.missing = List.copyOf(missing);
    }

    /**
     * A token from the first source in which somebody is signed in. One that answers with anything else than "nobody
     * is" ends the search: another identity would hide why.
     */
    @Override
    public AccessToken fetch(Audience audience) {
        var source = chosen();
        return source == null ? choose(audience) : source.fetch(audience);
    }

    private synchronized TokenSource chosen() {
        return chosen;
    }

    private synchronized AccessToken choose(Audience audience) {
        if (chosen != null) {
            return chosen.fetch(audience);
        }
        var tried = new ArrayList<String>();
        for (var source : sources) {
            try {
                var token = source.fetch(audience);
                chosen = source;
                return token;
            } catch (TokenException e) {
                if (e.failure() != Failure.NO_TOKEN) {
                    throw e;
                }
                tried.add(e.reason());
            }
        }
        var reasons = new ArrayList<String>();
        if (!tried.isEmpty()) {
            reasons.add(tried.remove(tried.size() - 1));
        }
        if (!missing.isEmpty()) {
            reasons.add(String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " not on the PATH");
        }
        throw new TokenException(audience, String.join("; ", reasons), tried, HINT);
    }
}

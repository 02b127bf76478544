//SOURCES ../token/Tokens.java
package cloudshell.audience;

import cloudshell.token.Audience;
import cloudshell.token.CloudShellException;
import cloudshell.token.Failure;
import cloudshell.token.KnownAudience;
import cloudshell.token.TokenException;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Checks audiences against the token endpoint, four at a time, since the endpoint serves one user. */
public final class AudienceCheck {
    private static final int AT_A_TIME = 4;

    /**
     * The result of the check of an audience.
     *
     * @param asked as the user wrote it
     * @param failure the exception, if no token was issued
     */
    public record Result(
            String asked, Audience audience, Optional<KnownAudience> known, Optional<TokenException> failure) {
        public String status() {
            if (failure.isEmpty()) {
                return "supported";
            }
            return isNotSupported() ? "not supported" : "failed";
        }

        public boolean isNotSupported() {
            return failure.map(TokenException::code).orElse("").equals("AudienceNotSupported");
        }

        public boolean isFailed() {
            return failure.isPresent() && !isNotSupported();
        }

        /** Returns whether the endpoint responds differently from the last record. */
        public boolean hasChanged() {
            return !isFailed() && known.isPresent() && known.get().supported() != failure.isEmpty();
        }

        /** Returns the service of the audience, or "" if it is unknown. */
        public String service() {
            return known.map(KnownAudience::service).orElse("");
        }
    }

    private final Tokens tokens;

    public AudienceCheck(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Checks each audience, in order. An unsupported audience is a result; an unreachable endpoint is an error.
     *
     * @throws UsageException if an audience is malformed, before anything is sent
     * @throws TokenException if there is no endpoint
     */
    public List<Result> check(List<String> audiences) {
        return check(audiences, received -> {});
    }

    /**
     * Checks each audience, in order.
     *
     * @param received receives the number of responses so far, from several threads
     */
    public List<Result> check(List<String> audiences, IntConsumer received) {
        var parsed = audiences.stream()
                .map(asked -> Audience.parse(asked, tokens.cloud()))
                .toList();
        var workers = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            var thread = new Thread(task, "audience-check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return results(audiences, parsed, workers, received);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Returns FAILED if a check failed for another cause, else DENIED if an audience is not supported. */
    public static Optional<Failure> worst(List<Result> results) {
        if (results.stream().anyMatch(Result::isFailed)) {
            return Optional.of(Failure.FAILED);
        }
        return results.stream().anyMatch(Result::isNotSupported) ? Optional.of(Failure.DENIED) : Optional.empty();
    }

    private List<Result> results(
            List<String> asked, List<Audience> audiences, ExecutorService workers, IntConsumer received) {
        var count = new AtomicInteger();
        var failures = new ArrayList<Future<Optional<TokenException>>>();
        for (var audience : audiences) {
            failures.add(workers.submit(() -> {
                var failure = request(audience);
                received.accept(count.incrementAndGet());
                return failure;
            }));
        }
        var results = new ArrayList<Result>();
        for (int i = 0; i < asked.size(); i++) {
            var audience = audiences.get(i);
            var known = KnownAudience.of(audience.resource());
            results.add(new Result(asked.get(i), audience, known, result(failures.get(i), audience)));
        }
        return results;
    }

    private Optional<TokenException> request(Audience audience) {
        try {
            tokens.token(audience);
            return Optional.empty();
        } catch (TokenException e) {
            if (e.failure() == Failure.NO_TOKEN) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private static Optional<TokenException> result(Future<Optional<TokenException>> failure, Audience audience) {
        try {
            return failure.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CloudShellException known ? known : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenException(Failure.FAILED, audience, "interrupted", "");
        }
    }
}

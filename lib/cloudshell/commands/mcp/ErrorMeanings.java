package cloudshell.commands.mcp;

import cloudshell.errors.Hints;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The meanings of frequent codes (learn.microsoft.com, common deployment errors; Entra error codes). */
final class ErrorMeanings {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("AuthorizationFailed", "the identity has no role that allows this action at this scope"),
            Map.entry(
                    "LinkedAuthorizationFailed",
                    "the identity lacks a right on another resource that the request names"),
            Map.entry("RequestDisallowedByPolicy", "an Azure Policy assignment denies the request"),
            Map.entry("RequestDisallowedByAzure", "Azure denies the request for this identity or subscription"),
            Map.entry("ScopeLocked", "a lock on the resource, its group or its subscription denies the change"),
            Map.entry("ExpiredAuthenticationToken", "the token has expired"),
            Map.entry("InvalidAuthenticationToken", "the service does not accept the token"),
            Map.entry("InvalidAuthenticationTokenTenant", "the token is of another tenant than the subscription"),
            Map.entry("SubscriptionNotFound", "the subscription does not exist, or the identity cannot see it"),
            Map.entry("ResourceNotFound", "the resource does not exist, or the identity cannot see it"),
            Map.entry("ResourceGroupNotFound", "the resource group does not exist in this subscription"),
            Map.entry("SkuNotAvailable", "the size is not offered to this subscription in this location"),
            Map.entry("QuotaExceeded", "a quota of the subscription in this location is used up"),
            Map.entry("OperationNotAllowed", "the state of the resource or a quota does not allow the operation"),
            Map.entry("NoRegisteredProviderFound", "the API version is not one of this resource type"),
            Map.entry("MissingSubscriptionRegistration", "the resource provider is not registered in the subscription"),
            Map.entry("TooManyRequests", "Azure throttles the identity or the subscription"),
            Map.entry("AudienceNotSupported", "Cloud Shell issues no tokens for this audience"),
            Map.entry("AADSTS50076", "Entra requires multi-factor authentication"),
            Map.entry("AADSTS50079", "Entra requires multi-factor authentication, which is not set up"),
            Map.entry("AADSTS53000", "Conditional Access requires a managed device"),
            Map.entry("AADSTS53003", "Conditional Access blocks the sign-in"),
            Map.entry("AADSTS65001", "nobody has consented to the application"),
            Map.entry("AADSTS700082", "the refresh token has expired"));

    private ErrorMeanings() {}

    /** Returns the meaning of the first code that has one. */
    static Optional<String> of(Collection<String> codes) {
        return codes.stream().filter(MEANINGS::containsKey).map(MEANINGS::get).findFirst();
    }

    /** Returns whether a word is a code that something is known about. */
    static boolean isCode(String word) {
        return MEANINGS.containsKey(word) || !Hints.fixes(word).isEmpty();
    }
}

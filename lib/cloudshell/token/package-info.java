/**
 * Access tokens: {@link cloudshell.token.Tokens} fetches and caches them, {@link cloudshell.token.Audience} names what they
 * are for. Nothing in here writes a token to a disk, a log or a message.
 */
package cloudshell.token;

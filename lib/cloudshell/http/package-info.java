/** HTTP: one request and its response, retries, origins, JSON, and text that is safe to print. */
package cloudshell.http;

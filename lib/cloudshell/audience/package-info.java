/** The check of which audiences the token endpoint supports. */
package cloudshell.audience;

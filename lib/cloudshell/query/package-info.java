/** JMESPath expressions, as Azure CLI has them. */
package cloudshell.query;

/** Tables, tsv, csv and JSON for people and programs. */
package cloudshell.output;

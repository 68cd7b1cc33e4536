/** The server in a stock Apache Karaf. */
package io.binnacle.itests.karaf;

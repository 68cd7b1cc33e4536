/** What single steps of a request cost, measured by JMH: {@code ./binnacle bench jmh}. */
package io.binnacle.benchmarks.jmh;

/** The demo command: feed to order gateway, measured. */
package io.hairspring.benchmarks.demo;

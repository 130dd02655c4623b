/** The parts of the platform, each by itself, under JMH. */
package io.hairspring.jmh;

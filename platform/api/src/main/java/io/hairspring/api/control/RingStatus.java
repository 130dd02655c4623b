package io.hairspring.api.control;

/**
 * A ring between two threads, as it was when asked.
 *
 * @param lane the lane it leads to or comes from
 * @param name what it carries: {@code market}, {@code reports}, {@code egress}, {@code records}, or
 *     {@code hops} from lane 0 to another
 * @param capacity lines it holds
 * @param written lines put into it since the session began
 * @param depth lines that wait in it
 */
public record RingStatus(int lane, String name, int capacity, long written, int depth) {}

package io.hairspring.api.control;

/**
 * The feed and what became of its events.
 *
 * @param uri what was opened; empty when none is
 * @param finite whether it ends by itself
 * @param events events put into the ingress ring
 * @param recordsRead records of the source read
 * @param backPressured turns on which the ring was full and the feed had to wait
 * @param ended whether the feed has ended
 * @param failure why it ended, in one line; empty when nothing went wrong
 */
public record FeedStatus(
    String uri,
    boolean finite,
    long events,
    long recordsRead,
    long backPressured,
    boolean ended,
    String failure) {}

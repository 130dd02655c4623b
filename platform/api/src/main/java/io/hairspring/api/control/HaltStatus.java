package io.hairspring.api.control;

/**
 * The kill switch, as it was when asked.
 *
 * @param halted whether nothing is accepted
 * @param operator who threw it last; empty when nobody has
 * @param reason why
 * @param commandNanos when it was thrown, platform time; 0 when it was not in this session
 * @param lastOrderOutNanos when the gateway had taken the last cancel, platform time; 0 while that
 *     is not so
 * @param cancelled cancels sent for orders that were open
 * @param refused new and replaced orders refused at the gateway's door since
 * @param openOrders orders that are open at the venue, as far as its reports tell
 */
public record HaltStatus(
    boolean halted,
    String operator,
    String reason,
    long commandNanos,
    long lastOrderOutNanos,
    long cancelled,
    long refused,
    int openOrders) {}

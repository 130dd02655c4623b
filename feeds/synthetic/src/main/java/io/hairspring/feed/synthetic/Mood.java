package io.hairspring.feed.synthetic;

/**
 * What traders do for a while. Weights are of 1024, per update; what move, storm, trade and modify
 * leave is entering and cancelling orders.
 *
 * @param updates mean length of the mood, in updates
 * @param move weight of the market moving to another price
 * @param jumpTicks largest move
 * @param down weight of a move or an aggressor being downward
 * @param storm weight of a burst of cancels
 * @param trade weight of a trade at the best price
 * @param modify weight of an order's change of price and quantity
 * @param distances where orders stand
 */
record Mood(
    int updates,
    int move,
    int jumpTicks,
    int down,
    int storm,
    int trade,
    int modify,
    Distances distances) {}

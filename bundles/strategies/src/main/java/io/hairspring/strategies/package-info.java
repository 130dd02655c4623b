/** Two example strategies: one makes the market, one takes from it. */
package io.hairspring.strategies;

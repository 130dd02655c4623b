/** The feed of {@code replay:} URIs: the market of a recorded session, once more. */
package io.hairspring.feed.replay;

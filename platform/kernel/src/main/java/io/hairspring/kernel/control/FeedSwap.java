package io.hairspring.kernel.control;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.kernel.swap.CatchUp;
import io.hairspring.kernel.swap.FeedReader;
import io.hairspring.kernel.swap.FeedSeat;
import io.hairspring.kernel.swap.Progress;
import io.hairspring.kernel.swap.Rank;
import java.util.function.Consumer;

/**
 * The way of a feed through a swap: the successor reads the same source up to where the feed is,
 * and takes over at that very event. Control thread.
 */
final class FeedSwap extends PlugSwap {
  private final Registry.ProviderPlug<FeedProvider> next;
  private final FeedSeat seat;
  private final String uri;
  private Registry.ProviderPlug<FeedProvider> old;
  private FeedReader before;
  private FeedReader reader;
  private CatchUp catchUp;

  /**
   * A swap that has not begun.
   *
   * @param seat the session's
   * @param uri what the session has opened
   */
  FeedSwap(
      SwapSite site,
      FeedSeat seat,
      String uri,
      Registry.ProviderPlug<FeedProvider> old,
      Registry.ProviderPlug<FeedProvider> next,
      Consumer<Rank> lost) {
    super(site, "feed", next.scheme(), old.party(), next.party(), lost);
    this.seat = seat;
    this.uri = uri;
    this.next = next;
  }

  @Override
  Party findIncumbent() {
    old = site.feed();
    before = seat.current();
    return old.party();
  }

  @Override
  Progress prepare() {
    final Instruments instruments = site.instrumentsForACandidate();
    final MarketDataFeed feed;
    try {
      feed = next.provider().open(uri, instruments);
    } catch (final FeedException e) {
      return Progress.failed(e.getMessage());
    }
    reader = new FeedReader(feed);
    final String unknown = site.unknown(instruments);
    if (!unknown.isEmpty()) {
      return Progress.failed("it has instruments that the feed in force has not: " + unknown);
    }
    catchUp = new CatchUp(reader, seat, site::confine);
    catchUp.start();
    return Progress.waiting("reads up to where the feed is");
  }

  @Override
  public Progress shadow() {
    return catchUp.progress();
  }

  @Override
  public Progress handOver() {
    seat.offer(reader);
    if (!site.await(() -> !seat.pending(reader), TURN_NANOS) && seat.revoke(reader)) {
      return Progress.waiting("the feed gives no event to hand over at");
    }
    // One that has failed since it took the place is one on probation.
    if (seat.latest() != reader && !seat.failure().isEmpty()) {
      return Progress.failed(seat.failure());
    }
    site.registry().feeds.promote(next);
    site.feed(next);
    return inForce("in force from event " + (seat.given() + 1) + " on, or shortly before");
  }

  @Override
  public Progress probation() {
    return seat.failure().isEmpty() ? Progress.waiting("") : Progress.failed(seat.failure());
  }

  @Override
  public Progress giveBack() {
    if (seat.current() != before) {
      seat.giveBack();
      if (!site.await(() -> seat.current() == before, TURN_NANOS)) {
        return Progress.waiting("the one before reads up to where the feed is");
      }
    }
    site.registry().feeds.remove(next.provider());
    site.registry().feeds.promote(old);
    site.feed(old);
    return Progress.done("");
  }

  @Override
  public void retire() {
    seat.retire();
    super.retire();
  }

  @Override
  public void drop() {
    try {
      if (catchUp != null) {
        seat.revoke(reader);
        if (!catchUp.abandon()) {
          seat.discard(reader);
        }
      } else if (reader != null) {
        reader.feed().close();
      }
    } finally {
      super.drop();
    }
  }
}

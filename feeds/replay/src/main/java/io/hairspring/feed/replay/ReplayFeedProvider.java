package io.hairspring.feed.replay;

import io.hairspring.api.market.FeedComponent;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.logger.journal.JournalException;
import io.hairspring.schema.notes.InstrumentNote;
import java.lang.System.Logger.Level;
import java.util.List;
import org.agrona.collections.Int2IntHashMap;
import org.osgi.service.component.annotations.Component;

/**
 * Opens {@code replay:DIR[?session=N]}: the market events that a session has in the journal of a
 * run. Sessions are numbered from 1, as {@code replay} counts them; when none is named it is the
 * last one with market events, which of a measured run is the one that was measured. What the
 * journal has when the feed is opened is what the feed has. Control thread.
 */
@Component
@FeedComponent(
    scheme = "replay",
    example = "replay:data/journal/run-20260105-080000-4711?session=1")
public final class ReplayFeedProvider implements FeedProvider {
  private static final System.Logger LOG = System.getLogger(ReplayFeedProvider.class.getName());

  @Override
  public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
    final ReplayUri wanted = ReplayUri.parse(uri);
    try {
      final RecordedSession session =
          SessionSearch.of(wanted.directory(), wanted.session()).found();
      if (session.missing() > 0) {
        LOG.log(
            Level.WARNING,
            uri
                + ": session "
                + session.number()
                + " lacks "
                + session.missing()
                + " market events that did not come to the journal; books may be wrong after each"
                + " gap");
      }
      return ReplayFeed.open(
          wanted.directory(), session, register(uri, session.instruments(), instruments));
    } catch (JournalException e) {
      throw new FeedException(e.getMessage(), e);
    }
  }

  private static Int2IntHashMap register(
      String uri, List<InstrumentNote> recorded, InstrumentDirectory instruments) {
    final Int2IntHashMap now = new Int2IntHashMap(ReplayFeed.UNKNOWN);
    for (final InstrumentNote one : recorded) {
      try {
        now.put(one.index(), instruments.register(one.symbol(), one.tickSize()).index());
      } catch (IllegalStateException e) {
        throw new FeedException(
            uri + ": no room for instrument " + one.symbol() + ": " + e.getMessage(), e);
      }
    }
    return now;
  }
}

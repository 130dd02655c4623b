package io.hairspring.feed.dbn;

import io.hairspring.api.market.FeedComponent;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.MarketDataFeed;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Opens {@code dbn:PATH[,PATH...]}: files of Databento Binary Encoding, version 1, schema {@code
 * mbo}, plain or compressed with zstd, read in the order given. All headers are checked when the
 * feed is opened. Instruments are registered by the symbol that the header maps their id to; those
 * of a parent symbol as {@code SYMBOL#id}, as those of any other symbol that is not an instrument's
 * own and stands for several, such as a continuous future over a roll; and all those of a file that
 * maps none as {@code #id}. An id that stands for several symbols, one after the other, is looked
 * up by the day on which a record was received. Their tick size is 0, which is to say not stated:
 * DBN's order-by-order records carry none. Control thread.
 */
@Component
@FeedComponent(scheme = "dbn", example = "dbn:day1.mbo.dbn.zst,day2.mbo.dbn.zst")
public final class DbnFeedProvider implements FeedProvider {
  private static final String SCHEME = "dbn:";

  @Override
  public MarketDataFeed open(String uri, InstrumentDirectory instruments) {
    if (!uri.startsWith(SCHEME)) {
      throw new FeedException(uri + ": not a feed of " + SCHEME + "PATH[,PATH...]");
    }
    final List<String> paths = new ArrayList<>();
    for (final String path : uri.substring(SCHEME.length()).split(",", -1)) {
      if (path.isBlank()) {
        throw new FeedException(uri + ": a path is empty, expected " + SCHEME + "PATH[,PATH...]");
      }
      paths.add(path);
    }
    final List<DbnFile> files = DbnFile.open(paths, instruments);
    return new DbnFeed(files, instruments.all().size());
  }
}

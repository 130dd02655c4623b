package io.hairspring.feed.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.testkit.TestInstruments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticFeedProviderTest {

  @Test
  void shouldRegisterAsManyInstrumentsAsAsked() {
    final TestInstruments directory = new TestInstruments(10);
    final MarketDataFeed feed =
        new SyntheticFeedProvider().open("synthetic:calm?instruments=2", directory);
    feed.close();
    assertEquals(
        List.of(new Instrument(0, "SYN0", 250_000_000L), new Instrument(1, "SYN1", 250_000_000L)),
        directory.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synthetic: | unknown regime '', expected one of calm, volatile, crash",
        "synthetic:boom | unknown regime 'boom', expected one of calm, volatile, crash",
        "synthetic:CALM | unknown regime 'CALM', expected one of calm, volatile, crash",
        "synthetic:calm?sed=1 | unknown option 'sed', expected seed, instruments, events or rate",
        "synthetic:calm? | unknown option '', expected seed, instruments, events or rate",
        "synthetic:calm?seed | option seed is '', expected a whole number",
        "synthetic:calm?seed=1.5 | option seed is '1.5', expected a whole number",
        "synthetic:calm?instruments=0 | expected a whole number from 1 to 4096",
        "synthetic:calm?instruments=4097 | expected a whole number from 1 to 4096",
        "synthetic:calm?events=0 | expected a whole number from 1 to",
        "synthetic:calm?rate=-1 | expected a whole number from 1 to 100000000",
        "synthetic:calm?seed=1&seed=2 | option 'seed' is given twice",
        "synthetik:calm | not a feed of synthetic:REGIME, REGIME one of calm, volatile, crash",
      })
  void shouldSayWhatIsAllowedWhenTheUriIsWrong(String uri, String message) {
    final FeedException e = assertThrows(FeedException.class, () -> Sample.open(uri));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith(uri + ": "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void shouldSayWhenTheDirectoryIsFull() {
    final FeedException e =
        assertThrows(
            FeedException.class,
            () -> new SyntheticFeedProvider().open("synthetic:calm", new TestInstruments(3)));
    assertEquals(
        "synthetic:calm: no room for instrument 4: the directory holds 3 instruments",
        e.getMessage());
  }
}

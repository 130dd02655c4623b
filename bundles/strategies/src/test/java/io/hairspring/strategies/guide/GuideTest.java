package io.hairspring.strategies.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.market.Side;
import io.hairspring.testkit.Deterministic;
import io.hairspring.testkit.MarketScript;
import io.hairspring.testkit.RecordingGateway;
import io.hairspring.testkit.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strategy of the README and the test of the plug-in guide do what is said of them. */
class GuideTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path HERE = Path.of("src/test/java/io/hairspring/strategies/guide");

  @Test
  @Deterministic
  void shouldBuyWhenTheOfferIsThin(TestPlatform platform) {
    platform.strategy("sniper", new Sniper());
    platform.trade(
        MarketScript.of("ESH4", 25)
            .add(1, Side.BID, 100, 50)
            .add(2, Side.ASK, 125, 50)
            .after(2_000_000)
            .execute(2, Side.ASK, 125, 45),
        RecordingGateway.filling(5_000));
    assertEquals(125, platform.orders().get(0).price());
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, A strategy in fifteen lines, Sniper.java",
    "docs/plugins.md, Testing a strategy, GuideTest.java",
  })
  void shouldBeWhatIsWrittenThere(String document, String chapter, String source)
      throws IOException {
    String shown = Files.readString(ROOT.resolve(document)).split("## " + chapter, 2)[1];
    String code = shown.split("```java\n", 2)[1].split("```", 2)[0];
    assertTrue(bare(Files.readString(HERE.resolve(source))).contains(bare(code)), code);
  }

  /** Lines are broken where there is room. */
  private static String bare(String code) {
    return code.replaceAll("\\s+", "");
  }
}

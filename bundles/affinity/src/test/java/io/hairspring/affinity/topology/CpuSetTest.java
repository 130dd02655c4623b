package io.hairspring.affinity.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {
  @Test
  void shouldReadSingleProcessorsAndRanges() {
    assertEquals(CpuSet.of(0, 1, 2, 5, 7, 8), CpuSet.parseList("\t0-2,5,7-8\n"));
  }

  @Test
  void shouldReadAMaskOfSeveralWords() {
    assertEquals(CpuSet.of(0, 31, 32, 35), CpuSet.parseMask("00000009,80000001\n"));
  }

  @Test
  void shouldReadNothingAsTheEmptySetAndNameIt() {
    assertEquals(CpuSet.NONE, CpuSet.parseList("\n"));
    assertEquals("none", CpuSet.NONE.toString());
    assertEquals("0", CpuSet.NONE.toMask());
    assertEquals(-1, CpuSet.NONE.first());
    assertEquals(-1, CpuSet.NONE.last());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "3-1", "1,,2", "1-", "-1", "0-9999999"})
  void shouldRefuseTextThatIsNoList(String text) {
    assertThrows(NumberFormatException.class, () -> CpuSet.parseList(text));
  }

  @Property
  void shouldReadWhatItWrites(@ForAll Set<@IntRange(max = 300) Integer> members) {
    BitSet bits = new BitSet();
    members.forEach(bits::set);
    CpuSet set = CpuSet.of(bits);

    assertEquals(set, CpuSet.parseMask(set.toMask()));
    if (!set.isEmpty()) {
      assertEquals(set, CpuSet.parseList(set.toString()));
    }
  }

  @Property
  void shouldSplitASetByAnother(
      @ForAll Set<@IntRange(max = 200) Integer> some,
      @ForAll Set<@IntRange(max = 200) Integer> others) {
    CpuSet set = CpuSet.of(some.stream().toList());
    CpuSet other = CpuSet.of(others.stream().toList());

    assertEquals(set, set.minus(other).or(set.and(other)));
    assertEquals(set.intersects(other), !set.and(other).isEmpty());
    assertEquals(set.containsAll(other), set.or(other).equals(set));
  }
}

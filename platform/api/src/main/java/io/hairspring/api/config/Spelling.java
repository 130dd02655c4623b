package io.hairspring.api.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Finds the word that a misspelt one may have been meant as. Any thread. */
public final class Spelling {
  /** One slip for so many letters. */
  private static final int LETTERS_A_SLIP = 4;

  private Spelling() {}

  /** The word that takes the fewest slips, or an empty one when none takes few enough. */
  public static String nearest(String word, Collection<String> known) {
    final String plain = plain(word);
    String nearest = "";
    int fewest = Math.max(1, plain.length() / LETTERS_A_SLIP) + 1;
    for (final String candidate : known) {
      final int slips = slips(plain, plain(candidate));
      if (slips < fewest) {
        fewest = slips;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Capitals and what is put between words are mistaken most. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /** Letters left out, put in, mistaken or swapped with the next (optimal string alignment). */
  private static int slips(String from, String to) {
    int[] secondLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    Arrays.setAll(last, column -> column);
    for (int row = 1; row <= from.length(); row++) {
      final int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        final boolean same = from.charAt(row - 1) == to.charAt(column - 1);
        current[column] =
            Math.min(
                last[column - 1] + (same ? 0 : 1), 1 + Math.min(last[column], current[column - 1]));
        if (row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1)) {
          current[column] = Math.min(current[column], secondLast[column - 2] + 1);
        }
      }
      secondLast = last;
      last = current;
    }
    return last[to.length()];
  }
}

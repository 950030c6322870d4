package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariantCacheTest {
    private static final int MANY = 100_000;
    private static final long NOBODY_LOOKED_YET = 0;

    private final VariantCache cache = new VariantCache();

    @Test
    void whatWasAddedLatelyIsFound() {
        for (int site = 1; site <= MANY; site++) {
            cache.add(VariantCache.key(site, 1, 0), site);
            assertThat(cache.find(VariantCache.key(site, 1, 0))).isEqualTo(site);
        }
    }

    /** Else the first reads of a new site would be those of some site of before. */
    @Test
    void aSiteThatNobodyLookedUpYetIsNeverFoundHoweverOftenTheCacheWasEmptied() {
        for (int site = 1; site <= MANY; site++) {
            cache.add(VariantCache.key(site, 1, 0), site);
            assertThat(cache.find(NOBODY_LOOKED_YET)).isZero();
        }
        cache.clear();
        assertThat(cache.find(NOBODY_LOOKED_YET)).isZero();
    }

    @Test
    void variantsThatAreGoneAreForgottenAndNotMistaken() {
        for (int site = 1; site <= MANY; site++) {
            cache.add(VariantCache.key(site, 1, 0), site);
        }
        for (int site = 1; site <= MANY; site++) {
            assertThat(cache.find(VariantCache.key(site, 1, 0))).isIn(0, site);
        }
    }
}

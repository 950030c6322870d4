package io.piitrace.agent.catalog;

import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is traced: personal fields, whom they are about, and the numbered sites at which they are read.
 *
 * <p><b>Threading.</b> Any thread; {@link #site} is safe on the way of an access, everything else is a slow path.
 */
public final class Catalog {
    private final Sites sites = new Sites();

    /** Tells a listener of every site defined so far and from now on. */
    public void listen(SiteListener listener) {
        sites.listen(listener);
    }

    /** The number of this site, from 1, the same for equal sites; every listener knows it before this returns. */
    public int defineSite(Site site) {
        return sites.define(site);
    }

    public Site site(int id) {
        return sites.get(id);
    }

    /** The nearest rule up the class hierarchy, id and tenant each for itself; null if there is neither. */
    public @Nullable SubjectRule subjectRule(Class<?> type) {
        return null;
    }

    /** The personal fields found so far. */
    public Collection<TracedField> fields() {
        return List.of();
    }
}

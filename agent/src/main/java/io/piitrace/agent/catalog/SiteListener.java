package io.piitrace.agent.catalog;

import io.piitrace.ledger.Site;

/** Is told of every site before the first access at it can happen. */
@FunctionalInterface
public interface SiteListener {
    void defined(int id, Site site);
}

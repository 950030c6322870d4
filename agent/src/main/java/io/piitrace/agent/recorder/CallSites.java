package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * On behalf of which place an object is read, where that is not the place of the read itself.
 *
 * <p><b>Threading.</b> The owner of the ring in question. It allocates nothing but in {@link #infer}.
 */
final class CallSites {
    private final Catalog catalog;

    CallSites(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The site that said that it is going to have this object read, in the way that it is read; 0 if it is not known. Calls of accessors are told by the object's class and
     * the field: no class has a second plain accessor of the field that could run within the call of another one.
     */
    int find(Ring ring, Object owner, int site, byte placing) {
        return switch (placing) {
            case Placing.ROUTE -> ring.mark.site(owner, true);
            case Placing.METHOD -> ring.mark.site(owner, false);
            case Placing.CALLER -> {
                int mark = ring.mark.site(owner, false);
                yield mark != 0 ? mark : ofSameField(ring.callSite(owner.getClass()), site);
            }
            default -> 0;
        };
    }

    /** The site of a call of the same accessor in progress on an object of another class, a proxy perhaps; 0 if there is none. */
    int noted(Ring ring, int site) {
        return ofSameField(ring.notedSite(), site);
    }

    private int ofSameField(int call, int site) {
        return call != 0 && catalog.site(call).field().equals(catalog.site(site).field()) ? call : 0;
    }

    /** Whether another record stands for this read. */
    boolean isCounted(Ring ring, Object owner, int site, byte placing) {
        int mark = ring.mark.site(owner, false);
        return mark != 0
                && catalog.site(mark).place().equals(Catalog.COUNTED)
                && find(ring, owner, site, placing) == mark;
    }

    /** The place from a sample of the stack where no site said anything; null if it is that of the read itself. */
    @Nullable
    String infer(Ring ring, int site, byte placing) {
        if (placing == Placing.ROUTE) {
            return Callers.inferRoute();
        }
        if (placing != Placing.CALLER) {
            return null;
        }
        int noted = noted(ring, site);
        return Callers.infer(noted == 0 ? null : catalog.site(noted).place());
    }
}

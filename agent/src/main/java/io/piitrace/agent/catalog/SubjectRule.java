package io.piitrace.agent.catalog;

import java.util.List;

/**
 * Where in an object the id of the person it is about stands, and the tenant that the data belongs to.
 *
 * @param idPath names of declared fields, from the object to the id; empty if none is declared
 * @param tenantPath the same to the tenant; empty if none is declared
 */
public record SubjectRule(List<String> idPath, List<String> tenantPath) {
    public SubjectRule {
        idPath = List.copyOf(idPath);
        tenantPath = List.copyOf(tenantPath);
    }
}

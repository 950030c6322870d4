package io.piitrace.agent.recorder;

/**
 * Finds whom an object is about, among the persons of the tenant that it names itself or else of the context's.
 *
 * <p><b>Threading.</b> The ring's owner.
 */
final class SubjectsOfObjects {
    private final Dictionary dictionary;
    private final DataTenant dataTenant = new DataTenant();
    private final IdKey key = new IdKey();

    SubjectsOfObjects(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The subject's number, 0 if it or its tenant has none yet. */
    int find(Object owner, Shape shape, int contextTenant) {
        int tenant = contextTenant;
        if (shape.tenant() != null) {
            shape.tenant().read(owner, key);
            if (key.kind == IdKey.UNRESOLVED) {
                return 0;
            }
            if (key.kind != IdKey.UNKNOWN) {
                tenant = dataTenant.number(dictionary, key.asText());
                if (tenant == 0) {
                    return 0;
                }
            }
        }
        readId(owner, shape);
        return key.kind == IdKey.UNRESOLVED ? 0 : dictionary.subject(tenant, key);
    }

    private void readId(Object owner, Shape shape) {
        FieldPath path = shape.subject();
        if (path == null) {
            key.unknown(shape.unknown());
        } else {
            path.read(owner, key);
        }
    }
}

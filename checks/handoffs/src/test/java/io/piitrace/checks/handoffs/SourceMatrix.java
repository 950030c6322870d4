package io.piitrace.checks.handoffs;

/** Work of people whom the agent comes to know in every way that there is; the ledger tells how. */
final class SourceMatrix {
    private SourceMatrix() {}

    public static void main(String[] arguments) throws Exception {
        Matrix matrix = new Matrix();
        if (arguments.length > 0) {
            TelemetryCases.withoutRequests(matrix); // what the agent of OpenTelemetry does is a matter of its own
            System.exit(0);
        }
        SecurityCases.addTo(matrix);
        PurposeCases.addTo(matrix);
        RestCases.addTo(matrix);
        TelemetryCases.addTo(matrix);
        CallerCases.addTo(matrix); // from here on every container of this JVM asks for badges
        System.exit(0);
    }
}

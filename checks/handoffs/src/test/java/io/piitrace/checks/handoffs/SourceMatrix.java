package io.piitrace.checks.handoffs;

/** Work of people whom the agent comes to know in every way that there is; the ledger tells how. */
final class SourceMatrix {
    private static final String BAGGAGE = "user=amy,org=acme,case=CASE-8";

    private SourceMatrix() {}

    public static void main(String[] arguments) throws Exception {
        MainThread.endsTheJvmWhenItFails();
        Matrix matrix = new Matrix();
        switch (arguments.length == 0 ? "all" : arguments[0]) {
            case "baggage" -> TelemetryCases.withoutRequests(matrix); // the agent of OpenTelemetry by itself
            case "security" -> SecurityCases.addTo(matrix);
            default -> all(matrix);
        }
        System.exit(0);
    }

    private static void all(Matrix matrix) throws Exception {
        SecurityCases.addTo(matrix);
        PurposeCases.addTo(matrix);
        RestCases.addTo(matrix);
        TelemetryCases.addTo(matrix);
        GrpcCases.sources(matrix, BAGGAGE);
        JmsCases.sources(matrix, BAGGAGE);
        KafkaCases.sources(matrix, BAGGAGE);
        CallerCases.addSecurity(matrix);
        CallerCases.addTo(matrix); // from here on every container of this JVM asks for badges
    }
}

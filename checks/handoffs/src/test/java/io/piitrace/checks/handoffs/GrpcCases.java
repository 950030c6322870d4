package io.piitrace.checks.handoffs;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/** Calls by gRPC: the server does not know who calls, and takes purpose and ticket from the metadata. */
final class GrpcCases {
    private static final MethodDescriptor<String, String> PAY = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("acme.Payroll/Pay")
            .setRequestMarshaller(new Texts())
            .setResponseMarshaller(new Texts())
            .build();

    private static Matrix.Read atServer;

    private GrpcCases() {}

    static void addTo(Matrix matrix) throws Exception {
        call(matrix, "gRPC: unary call", Map.of("x-access-purpose", "support-request", "x-access-ticket", "CASE-17"));
    }

    /** What comes along with a call. */
    static void sources(Matrix matrix, String baggage) throws Exception {
        call(
                matrix,
                "gRPC: baggage and a ticket in the metadata",
                Map.of("baggage", baggage, "x-access-ticket", "CASE-17"));
    }

    private static void call(Matrix matrix, String name, Map<String, String> said) throws Exception {
        Server server = InProcessServerBuilder.forName("payroll")
                .executor(Executors.newFixedThreadPool(1))
                .addService(ServerServiceDefinition.builder("acme.Payroll")
                        .addMethod(PAY, ServerCalls.asyncUnaryCall((request, answer) -> {
                            atServer.run();
                            answer.onNext(request);
                            answer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        Metadata headers = new Metadata();
        said.forEach((header, value) -> headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value));
        ManagedChannel channel = InProcessChannelBuilder.forName("payroll")
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        matrix.nobody(name, read -> {
            atServer = read;
            ClientCalls.blockingUnaryCall(channel, PAY, CallOptions.DEFAULT, "x");
        });
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static final class Texts implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

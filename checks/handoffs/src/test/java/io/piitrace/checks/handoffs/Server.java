package io.piitrace.checks.handoffs;

/** A servlet container that lets people in by HTTP basic authentication: {@code p7} with the password {@code p7} has the role CLERK. */
public interface Server extends AutoCloseable {
    int PEOPLE = 50;

    int port();
}

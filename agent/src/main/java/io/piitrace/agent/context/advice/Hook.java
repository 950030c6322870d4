package io.piitrace.agent.context.advice;

/** Numbers of the hooks, as they stand in the woven code. */
public final class Hook {
    public static final int API_ENTER = 1;
    public static final int API_EXIT = 2;
    public static final int API_CAPTURE = 3;
    public static final int API_RESUME = 4;
    public static final int PURPOSE = 5;

    public static final int REQUEST = 10;
    public static final int SERVLET = 11;
    public static final int HANDLER = 12;
    public static final int DETACH = 13;
    public static final int RESOURCE = 19;
    public static final int LOGGING = 14;
    public static final int USER = 15;
    public static final int USER_SET = 16;
    public static final int SPAN = 17;
    public static final int ATTACH = 18;

    public static final int SECURITY_SET = 20;
    public static final int SECURITY_DEFER = 21;
    public static final int SECURITY_GET = 22;
    public static final int SECURITY_CLEAR = 23;
    public static final int SECURITY_CHANGE = 24;

    public static final int SUBMIT = 30;
    public static final int SCHEDULE = 31;
    public static final int REJECT = 32;
    public static final int WORKER = 33;
    public static final int GIVE = 34;
    public static final int INVOKE = 35;
    public static final int EXECUTE = 36;
    public static final int DEPEND = 37;
    public static final int FIRE = 38;
    public static final int THREAD = 39;
    public static final int REPEAT = 40;
    public static final int SIGNAL = 41;
    public static final int SHARED = 42;
    public static final int CONTINUE = 43;

    public static final int JOB = 50;
    public static final int BATCH = 51;
    public static final int QUARTZ = 52;
    public static final int KAFKA = 53;
    public static final int KAFKA_BATCH = 54;
    public static final int JMS = 55;
    public static final int CALL = 56;
    public static final int CALL_LISTENER = 57;

    public static final int POLL = 60;
    public static final int FETCH_KAFKA = 61;
    public static final int FETCH_JMS = 62;
    public static final int DELIVER_JMS = 63;
    public static final int LISTEN = 64;

    public static final int REACTIVE = 70;
    public static final int REACTIVE_HANDLER = 71;
    public static final int REACTIVE_USER = 72;
    public static final int SUBSCRIBE = 73;

    public static final int RECORD = 80;
    public static final int RESULT = 81;
    public static final int ROWS = 82;
    public static final int ROW = 83;

    private Hook() {}
}

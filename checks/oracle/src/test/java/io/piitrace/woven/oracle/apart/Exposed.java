package io.piitrace.woven.oracle.apart;

/** Its fields are read by others; those that read it live in another package. */
public class Exposed {
    public String b01 = "x";
    protected String b04 = "x";
}

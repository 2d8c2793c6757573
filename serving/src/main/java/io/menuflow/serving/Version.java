package io.menuflow.serving;

/** Which Menuflow this is. */
public final class Version {

    /** The version of the programs and of their REST interface. */
    public static final String NUMBER = "0.1.0";

    private Version() {}
}

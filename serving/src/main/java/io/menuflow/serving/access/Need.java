package io.menuflow.serving.access;

import io.javalin.security.RouteRole;

/** What a route asks of the key it is called with. Every route names exactly one, where it is declared. */
public enum Need implements RouteRole {
    /** No key. */
    NOTHING,
    /** Any key that reads; the answer holds only what it may see. */
    LIST,
    /** To read the restaurant or group of the path. */
    READ,
    /** To send transactions of the restaurant of the path. */
    SEND,
    /** To change menu, days or settings of the restaurant of the path. */
    WRITE,
    /** As {@link #WRITE}, of a restaurant that need not exist yet: whoever creates it says to which group it belongs. */
    KEEP,
    /** To look after the cluster: models, instances. */
    OPERATE;

    /** Whether it is about one restaurant or group, so that the key's scope decides. */
    public boolean isScoped() {
        return this == READ || this == SEND || this == WRITE || this == KEEP;
    }
}

package io.menuflow.serving.rest;

import java.time.Duration;

/** Told what the HTTP interface does, to be counted. Called on request threads. */
public interface HttpObserver {

    /** Hears nothing. */
    HttpObserver NONE = new HttpObserver() {
        @Override
        public void answered(String method, String route, int status, Duration took) {}

        @Override
        public void rejected(String reason) {}
    };

    /** A request was answered; {@code route} is a path of the interface with its parameters' names, or {@code other}. */
    void answered(String method, String route, int status, Duration took);

    /** A transaction of a request was refused, for this first reason. */
    void rejected(String reason);
}

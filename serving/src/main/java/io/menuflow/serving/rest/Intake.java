package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.menuflow.serving.access.DeniedException;
import java.util.concurrent.Semaphore;

/**
 * How much of transactions is worked on at once. What is too much is refused before it is read, so that a flood of sales
 * takes neither the memory nor the threads that questions need.
 */
final class Intake {

    /** A small body counts as this much: it holds a thread, however small it is. */
    static final int LEAST = 256 * 1024;

    private static final int KIB = 1024;

    private final Semaphore kibibytes;
    private final long all;

    /** @param bytes of bodies at once, at least the longest a body may be */
    Intake(long bytes) {
        all = bytes;
        kibibytes = new Semaphore(Math.toIntExact(bytes / KIB));
    }

    /** The same handler, refusing with 429 while too much is under way. */
    Handler limited(Handler handler) {
        return at -> {
            int size = size(at);
            if (!kibibytes.tryAcquire(size)) {
                throw DeniedException.tooMany(
                        "transactions of " + all / KIB / KIB
                                + " MiB are under way on this node (each request counts as at least " + LEAST / KIB
                                + " KiB); sending it again is safe",
                        1);
            }
            try {
                handler.handle(at);
            } finally {
                kibibytes.release(size);
            }
        };
    }

    /** In KiB; of a body that comes in parts the size is not known: it may be the longest. */
    private static int size(Context at) {
        long said = at.req().getContentLengthLong();
        long bytes = said < 0 || said > RestApi.MAX_BODY ? RestApi.MAX_BODY : Math.max(LEAST, said);
        return (int) ((bytes + KIB - 1) / KIB);
    }
}

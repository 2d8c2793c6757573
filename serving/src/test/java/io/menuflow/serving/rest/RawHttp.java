package io.menuflow.serving.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests byte by byte, as no well-behaved client would send them. */
final class RawHttp {

    private static final int PATIENCE_MS = 30_000;

    private RawHttp() {}

    /** The whole answer to a request line and headers, each ended by CR LF. Latin-1: a character is a byte. */
    static String send(int port, String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n"));
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}

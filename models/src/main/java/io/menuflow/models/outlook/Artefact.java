package io.menuflow.models.outlook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A model with its manifest, as it travels: a zip of {@code manifest.json} and {@code booster.ubj}. The same artefact is
 * the same bytes.
 */
public final class Artefact {

    /** Bytes an artefact may have, packed and unpacked. */
    public static final int MAX_BYTES = 8 << 20;

    /** What a version may be called. */
    public static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String MANIFEST = "manifest.json";
    private static final String BOOSTER = "booster.ubj";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private final Manifest manifest;
    private final byte[] booster;

    /** An artefact; {@code booster} must not change any more and hash to what the manifest says. */
    public Artefact(Manifest manifest, byte[] booster) throws BadArtefactException {
        this.manifest = manifest;
        this.booster = booster;
        if (!VERSION.matcher(manifest.version()).matches()) {
            throw new BadArtefactException("a version must match " + VERSION + ", not '" + manifest.version() + "'");
        }
        if (!sha256(booster).equals(manifest.boosterSha256())) {
            throw new BadArtefactException(
                    "the model's bytes do not hash to what its manifest says: it is damaged or was changed");
        }
    }

    /** What the model is. */
    public Manifest manifest() {
        return manifest;
    }

    /** The model's bytes, as XGBoost writes them (UBJSON). */
    public byte[] booster() {
        return booster;
    }

    /** SHA-256 in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The artefact's bytes; throws BadArtefactException when they are more than {@link #MAX_BYTES}. */
    public byte[] toBytes() throws BadArtefactException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, MANIFEST, JSON.writeValueAsBytes(manifest));
            put(zip, BOOSTER, booster);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        }
        if (bytes.size() > MAX_BYTES) {
            throw new BadArtefactException(
                    "the artefact has " + bytes.size() + " bytes; at most " + MAX_BYTES + " can be published");
        }
        return bytes.toByteArray();
    }

    /**
     * The artefact in {@code bytes}.
     *
     * @throws BadArtefactException when it is too large, no artefact, or damaged
     */
    public static Artefact of(byte[] bytes) throws BadArtefactException {
        if (bytes.length > MAX_BYTES) {
            throw new BadArtefactException("the artefact has " + bytes.length + " bytes; at most " + MAX_BYTES);
        }
        byte[] manifest = null;
        byte[] booster = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(4 * MAX_BYTES + 1);
                if (content.length > 4 * MAX_BYTES) {
                    throw new BadArtefactException(entry.getName() + " of the artefact is larger than allowed");
                }
                if (entry.getName().equals(MANIFEST)) {
                    manifest = content;
                } else if (entry.getName().equals(BOOSTER)) {
                    booster = content;
                }
            }
            if (manifest == null || booster == null) {
                throw new BadArtefactException(
                        "no artefact: it must be a zip of " + MANIFEST + " and " + BOOSTER + ", both");
            }
            return new Artefact(JSON.readValue(manifest, Manifest.class), booster);
        } catch (IOException | RuntimeException e) {
            throw new BadArtefactException("the artefact cannot be read: " + e.getMessage(), e);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same artefact, the same bytes
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

package io.menuflow.serving.rest;

import java.util.List;
import java.util.Objects;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What Avro's records are compared by: their own {@code equals} throws where a time or a date may be null. */
final class Records {

    private Records() {}

    /** Whether two records say the same, field by field. */
    static boolean same(IndexedRecord one, IndexedRecord other) {
        int fields = one.getSchema().getFields().size();
        if (!one.getSchema().getFullName().equals(other.getSchema().getFullName())) {
            return false;
        }
        for (int field = 0; field < fields; field++) {
            if (!sameValue(one.get(field), other.get(field))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(@Nullable Object one, @Nullable Object other) {
        if (one instanceof IndexedRecord a && other instanceof IndexedRecord b) {
            return same(a, b);
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int at = 0; at < a.size(); at++) {
                if (!sameValue(a.get(at), b.get(at))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(one, other);
    }
}

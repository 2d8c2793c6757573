package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.outlook.Persistence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refuses data that nothing can be learned from, and warns of those that little can. */
final class DataChecks {

    /** Rows to learn from; 4 classes and dozens of features need some hundreds. */
    private static final int TRAIN_ROWS = 200;
    /** Rows to choose by, and as many to report on. */
    private static final int OTHER_ROWS = 50;
    /** Restaurants from which on an interval says something about others. */
    private static final int FEW_RESTAURANTS = 5;

    private DataChecks() {}

    /** The rows as they are; {@code today} is a business day since 1970-01-01. */
    static void check(Dataset data, int today) {
        if (data.restaurants() == 0) {
            throw new RefusedException("there is no restaurant with sales");
        }
        if (data.rows().isEmpty()) {
            throw new RefusedException(
                    data.restaurants() + " restaurants have no item with four weeks of sales before and"
                            + " after a Sunday, in a menu of at least four: there is nothing to learn from");
        }
        refuseTwice(data.rows());
        refuseCopies(data.rows());
        int last = data.rows().stream().mapToInt(Row::closedDay).max().orElseThrow();
        if (last > today) {
            throw new RefusedException("there are sales of days to come: the window before "
                    + LocalDate.ofEpochDay(last) + " has closed, and today is " + LocalDate.ofEpochDay(today));
        }
    }

    /** The parts of a split; returns warnings. */
    static List<String> check(
            TimeSplit split, List<Row> train, List<Row> validation, List<Row> test, List<String> features) {
        atLeast(TRAIN_ROWS, train, "learn from", split.train());
        atLeast(OTHER_ROWS, validation, "choose by", split.validation());
        atLeast(OTHER_ROWS, test, "report on", split.test());
        for (List<Row> part : List.of(train, validation, test)) {
            Set<Integer> classes = part.stream().map(Row::label).collect(Collectors.toSet());
            if (classes.size() == 1) {
                throw new RefusedException("of " + part.size() + " items all become "
                        + Persistence.CLASSES.get(classes.iterator().next()) + ": there is nothing to tell apart");
            }
        }
        List<String> warnings = new ArrayList<>();
        Set<Integer> known = train.stream().map(Row::label).collect(Collectors.toCollection(TreeSet::new));
        for (int label = 0; label < Persistence.CLASSES.size(); label++) {
            if (!known.contains(label)) {
                warnings.add("no item to learn from becomes " + Persistence.CLASSES.get(label));
            }
        }
        long restaurants = test.stream().map(Row::restaurant).distinct().count();
        if (restaurants < FEW_RESTAURANTS) {
            warnings.add("intervals speak of the weeks of " + restaurants
                    + (restaurants == 1 ? " restaurant, not of others" : " restaurants, hardly of others"));
        }
        warnings.addAll(silent(train.stream().map(Row::features).toList(), features));
        return warnings;
    }

    private static void atLeast(int least, List<Row> part, String purpose, DayRange days) {
        if (part.size() < least) {
            throw new RefusedException("there are " + part.size() + " rows to " + purpose + ", at least " + least
                    + " are needed: these are the day closes from " + Report.days(days)
                    + ", the same for all restaurants, so that one whose sales are of other years leaves a gap");
        }
    }

    private static void refuseTwice(List<Row> rows) {
        Set<List<Object>> seen = new HashSet<>();
        for (Row row : rows) {
            if (!seen.add(List.of(row.restaurant(), row.closedDay(), row.itemId()))) {
                throw new RefusedException("item " + row.itemId() + " of " + row.restaurant() + " is there twice at "
                        + LocalDate.ofEpochDay(row.closedDay()));
            }
        }
    }

    /** The same restaurant under two names would be two witnesses that are one. */
    private static void refuseCopies(List<Row> rows) {
        Map<String, Long> contents = new HashMap<>();
        for (Row row : rows) {
            long content = ((long) Arrays.hashCode(row.features()) << 32)
                    + row.itemId().hashCode()
                    + row.closedDay();
            contents.merge(row.restaurant(), content, (a, b) -> 1_000_003 * a + b);
        }
        Map<Long, String> owners = new HashMap<>();
        contents.forEach((restaurant, content) -> {
            String other = owners.put(content, restaurant);
            if (other != null) {
                throw new RefusedException(restaurant + " and " + other
                        + " have the same items with the same sales on the same days: one is a copy of the other");
            }
        });
    }

    /** What no row tells anything by. */
    static List<String> silent(List<float[]> train, List<String> features) {
        List<String> missing = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            int column = i;
            Set<Float> values =
                    train.stream().map(row -> row[column]).distinct().limit(2).collect(Collectors.toSet());
            if (values.size() == 1) {
                (values.contains(Float.NaN) ? missing : constant).add(features.get(i));
            }
        }
        List<String> warnings = new ArrayList<>();
        if (!missing.isEmpty()) {
            warnings.add("missing in all rows to learn from: " + String.join(", ", missing));
        }
        if (!constant.isEmpty()) {
            warnings.add("the same in all rows to learn from: " + String.join(", ", constant));
        }
        return warnings;
    }
}

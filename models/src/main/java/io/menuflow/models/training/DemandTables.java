package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a report of what judges added up, with intervals from resampled restaurants and weeks. */
final class DemandTables {

    private static final int REPLICATES = 1_000;
    private static final int WEEK = 7;
    /** 1970-01-05 is a Monday; weeks are numbered from the one before it. */
    private static final int FIRST_MONDAY = -3;

    private DemandTables() {}

    static DemandReport report(
            DemandModel model,
            String source,
            DayRange closes,
            List<String> warnings,
            List<Trial> trials,
            List<DemandJudge.Judged> judged,
            long seed) {
        List<DemandJudge.Judged> restaurants =
                judged.stream().filter(its -> its.forecasts > 0).toList();
        if (restaurants.isEmpty()) {
            throw new RefusedException("there is no restaurant with " + DemandCloses.DAYS_TO_JUDGE
                    + " days of history to judge forecasts by");
        }
        List<DemandReport.Table> tables = new ArrayList<>();
        for (String kind : List.of(
                DemandJudge.TOTAL, DemandJudge.TOP, DemandJudge.ALL, DemandJudge.TOTAL_HOURS, DemandJudge.HOURS)) {
            if (restaurants.stream().anyMatch(its -> its.sums.containsKey(kind))) {
                tables.add(table(kind, restaurants, seed));
            }
        }
        return new DemandReport(
                model.manifest().version(),
                source,
                restaurants.size(),
                closes,
                warnings,
                trials,
                tables,
                weeks(restaurants),
                List.copyOf(restaurants.get(0).days.values()),
                importance(model));
    }

    private static DemandReport.Table table(String kind, List<DemandJudge.Judged> restaurants, long seed) {
        TreeSet<Integer> weeks = new TreeSet<>();
        restaurants.forEach(
                its -> its.sums.getOrDefault(kind, Map.of()).values().forEach(byWeek -> weeks.addAll(byWeek.keySet())));
        BlockDraws draws = new BlockDraws(weeks.first(), 1);
        Map<String, List<DemandSums>> contenders = new LinkedHashMap<>();
        for (String contender : DemandJudge.order()) {
            if (restaurants.stream()
                    .anyMatch(its -> its.sums.getOrDefault(kind, Map.of()).containsKey(contender))) {
                contenders.put(contender, blocks(kind, contender, restaurants, weeks, draws));
            }
        }
        draws.draw(REPLICATES, seed);
        Map<String, List<DemandSums>> resampled = new LinkedHashMap<>();
        contenders.forEach((name, sums) -> resampled.put(name, draws.resampled(sums, DemandSums::new)));
        List<DemandSums> reference = resampled.containsKey(DemandJudge.MODEL)
                ? resampled.getOrDefault(DemandJudge.MODEL, List.of())
                : resampled.getOrDefault(DemandJudge.SERVED, List.of());
        List<DemandReport.Line> lines = new ArrayList<>();
        resampled.forEach((name, sums) -> lines.add(line(name, sums, reference)));
        return new DemandReport.Table(
                kind, (int) reference.get(reference.size() - 1).days(), weeks.size(), lines);
    }

    private static List<DemandSums> blocks(
            String kind,
            String contender,
            List<DemandJudge.Judged> restaurants,
            SortedSet<Integer> weeks,
            BlockDraws draws) {
        Map<Integer, DemandSums> blocks = new TreeMap<>();
        for (int i = 0; i < restaurants.size(); i++) {
            Map<Integer, DemandSums> its =
                    restaurants.get(i).sums.getOrDefault(kind, Map.of()).getOrDefault(contender, Map.of());
            for (int week : weeks) {
                DemandSums sums = its.get(week);
                if (sums != null) {
                    blocks.put(draws.block("" + i, week), sums);
                }
            }
        }
        return List.copyOf(blocks.values());
    }

    private static DemandReport.Line line(String name, List<DemandSums> sums, List<DemandSums> reference) {
        DemandSums all = sums.get(sums.size() - 1);
        return new DemandReport.Line(
                name,
                BlockDraws.estimate(sums, DemandSums::pinball),
                BlockDraws.estimate(sums, DemandSums::wape),
                BlockDraws.estimate(sums, DemandSums::mase),
                BlockDraws.estimate(sums, DemandSums::bias),
                all.inBand(),
                all.coverage(),
                BlockDraws.gain(reference, sums, DemandSums::pinball));
    }

    private static List<DemandReport.Week> weeks(List<DemandJudge.Judged> restaurants) {
        Map<Integer, Map<String, DemandSums>> byWeek = new TreeMap<>();
        for (DemandJudge.Judged its : restaurants) {
            its.sums
                    .getOrDefault(DemandJudge.ALL, Map.of())
                    .forEach((name, weeks) ->
                            weeks.forEach((week, sums) -> byWeek.computeIfAbsent(week, added -> new TreeMap<>())
                                    .computeIfAbsent(name, added -> new DemandSums())
                                    .add(sums, 1)));
        }
        List<DemandReport.Week> all = new ArrayList<>();
        byWeek.forEach((week, sums) -> {
            Map<String, Double> pinball = new LinkedHashMap<>();
            for (String name : DemandJudge.order()) {
                DemandSums its = sums.get(name);
                if (its != null) {
                    pinball.put(name, its.pinball());
                }
            }
            all.add(new DemandReport.Week(week * WEEK + FIRST_MONDAY, pinball));
        });
        return all;
    }

    private static Map<String, Double> importance(DemandModel model) {
        Map<String, Double> gains = model.importance();
        double sum = gains.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        gains.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / sum));
        return shares;
    }
}

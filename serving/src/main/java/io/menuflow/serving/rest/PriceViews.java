package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.MoneyRange;
import io.menuflow.schemas.avro.PriceElasticity;
import io.menuflow.schemas.avro.PriceEvidence;
import io.menuflow.schemas.avro.PriceProposal;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.PriceScenario;
import io.menuflow.schemas.avro.PriceTest;
import io.menuflow.schemas.avro.PriceUndo;
import io.menuflow.schemas.avro.UnitsRange;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.query.CloseQueries.OnePrice;
import io.menuflow.serving.rest.AskedItems.MissingView;
import io.menuflow.serving.rest.MenuViews.Moment;
import io.menuflow.serving.rest.OutcomeViews.OutcomeView;
import io.menuflow.topology.sales.KnownItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Advice on prices as answers show it. */
final class PriceViews {

    private PriceViews() {}

    /** What is advised. */
    enum Action {
        UNDO,
        INCREASE,
        DECREASE,
        KEEP,
        TEST,
        NO_ADVICE
    }

    /** What a list is in the order of, the most first. */
    enum Sort {
        MENU_GAIN,
        PROFIT_CHANGE
    }

    /** A quantity with its interval. */
    record UnitsView(BigDecimal low, BigDecimal point, BigDecimal high) {}

    /** Money with its interval. */
    record MoneyView(BigDecimal low, BigDecimal point, BigDecimal high) {}

    /** An item at one price and food cost; what rests on a cost that is not known is null. */
    record ScenarioView(
            BigDecimal price,
            @Nullable BigDecimal foodCost,
            @Nullable BigDecimal contribution,
            UnitsView demand,
            MoneyView revenue,
            @Nullable MoneyView profit) {}

    /** How units answer to the price. */
    record ElasticityView(
            BigDecimal point,
            BigDecimal low,
            BigDecimal high,
            BigDecimal error,
            String evidence,
            boolean prior,
            @Nullable BigDecimal ownPoint,
            @Nullable BigDecimal ownError,
            int changes,
            String why) {}

    /** A guardrail that moved the price. */
    record ClampView(String rule, BigDecimal before, BigDecimal after) {}

    /** A change of the price that is to be taken back. */
    record UndoView(BigDecimal price, LocalDate changed, int days) {}

    /** What to try where nothing is known. */
    record PriceTestView(BigDecimal price, BigDecimal units, int days, boolean feasible) {}

    /** What is proposed of an item's price. */
    record ProposalView(
            ScenarioView current,
            ScenarioView optimal,
            BigDecimal unconstrainedPrice,
            BigDecimal priceChange,
            BigDecimal priceChangePct,
            BigDecimal demandChange,
            @Nullable BigDecimal demandChangePct,
            BigDecimal profitChange,
            @Nullable BigDecimal profitChangePct,
            BigDecimal menuGain,
            @Nullable BigDecimal breakEvenPct,
            BigDecimal foodCost,
            ElasticityView elasticity,
            String confidence,
            @Nullable BigDecimal probability,
            BigDecimal modelR2,
            List<ClampView> guardrails,
            @Nullable String binding,
            List<String> warnings) {}

    /** What is advised of an item's price; no proposal where there is no advice. */
    record PriceView(
            String itemId,
            String itemName,
            @Nullable String category,
            String action,
            String recommendation,
            @Nullable UndoView undo,
            @Nullable PriceTestView test,
            @Nullable ProposalView proposal) {}

    /** A menu's prices. */
    record PricesView(
            String restaurantId,
            String currency,
            @Nullable LocalDate closedDay,
            @Nullable Integer horizonDays,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            Map<String, Integer> counts,
            List<PriceView> items,
            List<MissingView> missing,
            @Nullable String note,
            @Nullable String nextCursor) {}

    /** One item's price. */
    record OnePriceView(
            String restaurantId,
            String currency,
            LocalDate closedDay,
            int horizonDays,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            PriceView item,
            @Nullable OutcomeView lastChange,
            @Nullable String lastChangeNote,
            @Nullable String note) {}

    /** The records that are asked for, the best first. */
    static List<PriceRecommendation> sorted(List<PriceRecommendation> records, Sort sort) {
        return records.stream()
                .sorted(Comparator.comparing(record -> Place.of(record, sort)))
                .toList();
    }

    /**
     * Where an item is in a list: the most gain first, those without advice last.
     *
     * @param gain null without advice
     */
    record Place(@Nullable BigDecimal gain, String itemId) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(
                        Place::gain, Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()))
                .reversed()
                .thenComparing(Place::itemId);

        static Place of(PriceRecommendation record, Sort sort) {
            PriceProposal proposal = record.getProposal();
            BigDecimal gain = proposal == null
                    ? null
                    : sort == Sort.MENU_GAIN ? proposal.getMenuGain() : proposal.getProfitChange();
            return new Place(gain, record.getItemId());
        }

        /** As a cursor keeps it. */
        String text() {
            return (gain == null ? "" : gain.toPlainString()) + " " + itemId;
        }

        /** What {@link #text} wrote. */
        static Place of(String text) {
            int end = text.indexOf(' ');
            return new Place(end == 0 ? null : new BigDecimal(text.substring(0, end)), text.substring(end + 1));
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    static PricesView prices(
            Close<PriceRecommendation> close,
            Page.Part<PriceRecommendation> part,
            AskedItems asked,
            boolean stale,
            Instant now) {
        PriceRecommendation any = close.records().values().stream().findFirst().orElse(null);
        Moment moment = moment(close, any, stale, now);
        int digits = Numbers.digits(close.restaurant().getCurrency());
        Map<String, Integer> counts = new TreeMap<>();
        close.records().values().forEach(record -> counts.merge(action(record).name(), 1, Integer::sum));
        return new PricesView(
                close.restaurant().getRestaurantId(),
                close.restaurant().getCurrency(),
                any == null ? null : any.getClosedDay(),
                any == null ? null : (Integer) any.getHorizonDays(),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                counts,
                part.items().stream()
                        .map(record -> price(record, close.item(record.getItemId()), digits))
                        .toList(),
                asked.missing(close, "it is not on the menu, or has no price"),
                any == null ? close.nothing() : note(close, any, asked, stale),
                part.nextCursor());
    }

    private static @Nullable String note(
            Close<PriceRecommendation> close, PriceRecommendation record, AskedItems asked, boolean stale) {
        String category = asked.unknownCategory(close);
        return category != null
                ? category
                : CloseQueries.behind(
                        close.latest(), (int) record.getClosedDay().toEpochDay(), stale);
    }

    static Moment moment(
            Close<PriceRecommendation> close, @Nullable PriceRecommendation record, boolean stale, Instant now) {
        boolean old = record != null && close.isBehind(record.getClosedDay().toEpochDay());
        return Moment.of(close.asOf(), stale || old, now);
    }

    static Action action(PriceRecommendation record) {
        PriceProposal proposal = record.getProposal();
        if (record.getUndo() != null) {
            return Action.UNDO;
        }
        if (proposal == null) {
            return Action.NO_ADVICE;
        }
        int change = proposal.getPriceChange().signum();
        return change > 0
                ? Action.INCREASE
                : change < 0 ? Action.DECREASE : record.getTest() != null ? Action.TEST : Action.KEEP;
    }

    private static PriceView price(PriceRecommendation record, KnownItem item, int digits) {
        return new PriceView(
                record.getItemId(),
                item.name(),
                item.category(),
                action(record).name(),
                recommendation(record),
                undo(record, digits),
                test(record, digits),
                proposal(record, digits));
    }

    /** What is advised, in words; a proposal's own begin with what goes before it. */
    static String recommendation(PriceRecommendation record) {
        PriceProposal proposal = record.getProposal();
        PriceUndo undo = record.getUndo();
        if (proposal != null) {
            return proposal.getRecommendation();
        }
        return (undo == null ? "" : undo.getWords() + " ") + "No advice: " + record.getRefused();
    }

    private static @Nullable UndoView undo(PriceRecommendation record, int digits) {
        PriceUndo undo = record.getUndo();
        return undo == null
                ? null
                : new UndoView(Numbers.money(undo.getPrice(), digits), undo.getChanged(), undo.getDays());
    }

    static OnePriceView one(OnePrice price, PriceRecommendation record, boolean stale, Instant now) {
        Close<PriceRecommendation> close = price.close();
        Moment moment = moment(close, record, stale, now);
        int digits = Numbers.digits(close.restaurant().getCurrency());
        return new OnePriceView(
                close.restaurant().getRestaurantId(),
                close.restaurant().getCurrency(),
                record.getClosedDay(),
                record.getHorizonDays(),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                price(record, close.item(record.getItemId()), digits),
                price.outcome() == null ? null : OutcomeViews.of(price.outcome(), record.getUndo() != null, digits),
                price.outcome() == null ? OutcomeViews.none(price.change()) : null,
                note(close, record, AskedItems.ALL, stale));
    }

    static @Nullable ProposalView proposal(PriceRecommendation record, int digits) {
        PriceProposal proposal = record.getProposal();
        return proposal == null ? null : proposal(proposal, digits);
    }

    private static ProposalView proposal(PriceProposal proposal, int digits) {
        return new ProposalView(
                scenario(proposal.getCurrent(), digits),
                scenario(proposal.getProposed(), digits),
                Numbers.money(proposal.getUnconstrained(), digits),
                Numbers.money(proposal.getPriceChange(), digits),
                Numbers.tenths(proposal.getPriceChangePct()),
                Numbers.tenths(proposal.getDemandChange()),
                percent(proposal.getDemandChangePct()),
                Numbers.money(proposal.getProfitChange(), digits),
                percent(proposal.getProfitChangePct()),
                Numbers.money(proposal.getMenuGain(), digits),
                percent(proposal.getBreakEvenPct()),
                Numbers.money(proposal.getCurrent().getFoodCost(), digits),
                elasticity(proposal.getElasticity()),
                proposal.getConfidence().name(),
                proposal.getPriceChange().signum() == 0 ? null : Numbers.real(proposal.getProbability()),
                Numbers.real(proposal.getFit()),
                proposal.getGuardrails().stream()
                        .map(clamp -> new ClampView(
                                clamp.getRule().name(),
                                Numbers.money(clamp.getBefore(), digits),
                                Numbers.money(clamp.getAfter(), digits)))
                        .toList(),
                proposal.getBinding() == null ? null : proposal.getBinding().name(),
                proposal.getWarnings());
    }

    private static ElasticityView elasticity(PriceElasticity elasticity) {
        return new ElasticityView(
                Numbers.real(elasticity.getPoint()),
                Numbers.real(elasticity.getLow()),
                Numbers.real(elasticity.getHigh()),
                Numbers.real(elasticity.getError()),
                elasticity.getEvidence().name(),
                elasticity.getEvidence() == PriceEvidence.NONE,
                elasticity.getOwnPoint() == null ? null : Numbers.real(elasticity.getOwnPoint()),
                elasticity.getOwnError() == null ? null : Numbers.real(elasticity.getOwnError()),
                elasticity.getChanges(),
                elasticity.getWhy());
    }

    private static ScenarioView scenario(PriceScenario at, int digits) {
        return new ScenarioView(
                Numbers.money(at.getPrice(), digits),
                Numbers.money(at.getFoodCost(), digits),
                Numbers.money(at.getContribution(), digits),
                units(at.getDemand()),
                money(at.getRevenue(), digits),
                money(at.getProfit(), digits));
    }

    private static UnitsView units(UnitsRange range) {
        return new UnitsView(
                Numbers.tenths(range.getLow()), Numbers.tenths(range.getPoint()), Numbers.tenths(range.getHigh()));
    }

    private static MoneyView money(MoneyRange range, int digits) {
        return new MoneyView(
                Numbers.money(range.getLow(), digits),
                Numbers.money(range.getPoint(), digits),
                Numbers.money(range.getHigh(), digits));
    }

    static @Nullable PriceTestView test(PriceRecommendation record, int digits) {
        PriceTest test = record.getTest();
        return test == null
                ? null
                : new PriceTestView(
                        Numbers.money(test.getPrice(), digits),
                        Numbers.tenths(test.getUnits()),
                        test.getDays(),
                        test.getFeasible());
    }

    private static @Nullable BigDecimal percent(@Nullable Double percent) {
        return percent == null ? null : Numbers.tenths(percent);
    }
}

package io.menuflow.connectors.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Ids;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Mapping} from YAML, refusing whatever it does not understand. */
final class MappingReader {

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // NO is a value a till may write, and not false.
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .build())
            // 0.50 in "equals" must stay the text "0.50".
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final DateTimeFormatter CUT_OFF =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    private final YamlKeys keys;

    private MappingReader(YamlKeys keys) {
        this.keys = keys;
    }

    static Mapping load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MappingException(
                    "the mapping " + file + (Files.exists(file) ? " is not a file" : " does not exist"));
        }
        Path directory = file.toAbsolutePath().getParent();
        try {
            return parse(Files.readString(file), String.valueOf(file.getFileName()), directory);
        } catch (CharacterCodingException e) {
            throw new MappingException("the mapping " + file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new MappingException("the mapping " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Mapping parse(String yaml, String name, @Nullable Path directory) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new MappingException(name + ": " + e.getOriginalMessage() + where, e);
        }
        return new MappingReader(new YamlKeys(name, "", root)).mapping(name, directory);
    }

    private Mapping mapping(String name, @Nullable Path directory) {
        RestaurantProfile restaurant = restaurant();
        boolean oneCheckPerLine = keys.flag("one_check_per_line", false);
        YamlKeys prices = keys.child("price_list");
        Lookup priceList = prices == null ? null : lookup(prices);
        Map<Field, Column> columns = columns(oneCheckPerLine, priceList != null);
        FoodCost foodCost = foodCost(columns);
        boolean costs = foodCost != null || columns.containsKey(Field.FOOD_COST) || priceList != null;
        boolean trim = keys.flag("trim", true);
        Mapping mapping = new Mapping(
                name,
                directory,
                keys.text("source"),
                format(trim),
                columns,
                new TimeNotation(patterns(), restaurant.zone(), restaurant.cutOff()),
                numbers(),
                restaurant,
                skip(),
                valueMaps(),
                keys.flag("merge_repeated", false),
                oneCheckPerLine,
                negativeQuantityIsRefund(),
                foodCost,
                priceList,
                keys.flag("menu", costs));
        keys.end();
        return mapping;
    }

    private RestaurantProfile restaurant() {
        YamlKeys restaurant = keys.child("restaurant");
        String id = null;
        String name = null;
        if (restaurant != null) {
            id = restaurant.text("id");
            name = restaurant.text("name");
            if (id != null && !Ids.isRestaurant(id)) {
                throw restaurant.error("id", Ids.RESTAURANT_RULE + ", not '" + Text.excerpt(id) + "'");
            }
            if (name != null && !Text.isName(name)) {
                throw restaurant.error(
                        "name",
                        "must be 1 to " + Text.MAX_NAME_BYTES + " bytes without control characters, and not blank");
            }
            restaurant.end();
        }
        return new RestaurantProfile(id, name, currency(), zone(), cutOff(), keys.flag("prices_include_tax", false));
    }

    private String currency() {
        String code = keys.required("currency");
        if (!CheckValidator.isCurrency(code)) {
            throw keys.error("currency", "must be an ISO 4217 code such as GBP, not '" + code + "'");
        }
        return code;
    }

    private ZoneId zone() {
        String zone = keys.required("zone");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw keys.error("zone", "must be a time zone such as Europe/London, not '" + zone + "'", e);
        }
    }

    private LocalTime cutOff() {
        String text = keys.text("cut_off");
        try {
            return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text, CUT_OFF);
        } catch (DateTimeException e) {
            throw keys.error("cut_off", "must be a time such as \"04:00\", not '" + text + "'", e);
        }
    }

    private CsvLayout format(boolean trim) {
        CsvLayout normal = CsvLayout.DEFAULT;
        YamlKeys format = keys.child("format");
        if (format == null) {
            return new CsvLayout(normal.delimiter(), normal.quote(), normal.charset(), normal.header(), trim);
        }
        char delimiter =
                switch (String.valueOf(format.text("delimiter"))) {
                    case "null" -> normal.delimiter();
                    case "tab" -> '\t';
                    default -> character(format, "delimiter");
                };
        Character quote =
                switch (String.valueOf(format.text("quote"))) {
                    case "null" -> normal.quote();
                    case "none" -> null;
                    default -> character(format, "quote");
                };
        if (quote != null && quote == delimiter) {
            throw format.error("quote", "must differ from the delimiter");
        }
        CsvLayout layout =
                new CsvLayout(delimiter, quote, charset(format), format.flag("header", normal.header()), trim);
        format.end();
        return layout;
    }

    private static Charset charset(YamlKeys format) {
        String name = format.text("charset");
        try {
            return name == null ? CsvLayout.DEFAULT.charset() : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw format.error("charset", "must be a charset such as UTF-8 or windows-1252, not '" + name + "'", e);
        }
    }

    private static char character(YamlKeys keys, String key) {
        String text = keys.required(key);
        if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            throw keys.error(key, "must be one character, not '" + Text.excerpt(text) + "'");
        }
        return text.charAt(0);
    }

    private Map<Field, Column> columns(boolean oneCheckPerLine, boolean priceList) {
        YamlKeys child = keys.child("columns");
        if (child == null) {
            throw keys.error("columns", "is missing");
        }
        Map<Field, Column> columns = new HashMap<>();
        for (Field field : Field.values()) {
            Column column = ColumnReader.read(child, field.key());
            if (column != null) {
                columns.put(field, column);
            }
        }
        child.end();
        check(child, columns, oneCheckPerLine, priceList);
        return columns;
    }

    /** Which columns a check cannot do without, and which exclude each other. */
    private static void check(YamlKeys child, Map<Field, Column> columns, boolean oneCheckPerLine, boolean priceList) {
        if (oneCheckPerLine == columns.containsKey(Field.TRANSACTION_ID)) {
            throw child.error(
                    "transaction_id",
                    oneCheckPerLine ? "has no use with one_check_per_line" : "is missing (or set one_check_per_line)");
        }
        if (columns.containsKey(Field.CLOSED_AT) == columns.containsKey(Field.DATE)) {
            throw child.error("closed_at", "or else date (with time) must be mapped");
        }
        if (columns.containsKey(Field.TIME) && !columns.containsKey(Field.DATE)) {
            throw child.error("time", "goes with date, which is missing");
        }
        if (!columns.containsKey(Field.ITEM_ID) && !columns.containsKey(Field.ITEM_NAME)) {
            throw child.error("item_name", "or item_id must be mapped");
        }
        if (!columns.containsKey(Field.UNIT_PRICE) && !columns.containsKey(Field.LINE_AMOUNT) && !priceList) {
            throw child.error(
                    "unit_price", "or line_amount must be mapped; {constant: 0} when the file tells no prices");
        }
    }

    private List<TimeNotation.Pattern> patterns() {
        String key = keys.find("date_formats") == null ? "date_format" : "date_formats";
        if (keys.find("date_format") != null && !key.equals("date_format")) {
            throw keys.error("date_format", "and date_formats are the same: write one of them");
        }
        List<TimeNotation.Pattern> patterns = new ArrayList<>();
        for (String text : keys.texts(key)) {
            try {
                patterns.add(TimeNotation.pattern(text));
            } catch (IllegalArgumentException e) {
                throw keys.error(key, "has '" + text + "', which is no pattern: " + e.getMessage(), e);
            }
        }
        if (patterns.isEmpty()) {
            throw keys.error("date_format", "is missing");
        }
        return patterns;
    }

    private DecimalNotation numbers() {
        String text = keys.text("decimal");
        char mark =
                switch (text == null ? "point" : text) {
                    case "point" -> '.';
                    case "comma" -> ',';
                    default -> throw keys.error("decimal", "must be point or comma, not '" + text + "'");
                };
        Character thousands = keys.text("thousands") == null ? null : character(keys, "thousands");
        if (thousands != null && (thousands == mark || Character.isLetterOrDigit(thousands))) {
            throw keys.error("thousands", "cannot be '" + thousands + "'");
        }
        return new DecimalNotation(mark, thousands);
    }

    private List<SkipRule> skip() {
        List<SkipRule> rules = new ArrayList<>();
        for (YamlKeys rule : keys.children("skip")) {
            Column column = ColumnReader.read(rule, "column");
            List<String> values = rule.texts("equals");
            if (column == null || values.isEmpty()) {
                throw rule.error(column == null ? "column" : "equals", "is missing");
            }
            String name = rule.text("name");
            String where = column.describe() + " is " + String.join(" or ", values);
            rules.add(new SkipRule(name == null ? where : name, column, Set.copyOf(values)));
            rule.end();
        }
        return rules;
    }

    private Map<Field, Map<String, String>> valueMaps() {
        YamlKeys all = keys.child("value_maps");
        if (all == null) {
            return Map.of();
        }
        Map<Field, Map<String, String>> maps = new HashMap<>();
        for (Field field : Field.values()) {
            YamlKeys one = all.child(field.key());
            if (one != null) {
                Map<String, String> map = new HashMap<>();
                one.names().forEach(from -> map.put(from, String.valueOf(one.text(from))));
                maps.put(field, Map.copyOf(map));
            }
        }
        all.end();
        return maps;
    }

    private boolean negativeQuantityIsRefund() {
        String text = keys.text("negative_quantity");
        return switch (text == null ? "unreadable" : text) {
            case "refund" -> true;
            case "unreadable" -> false;
            default -> throw keys.error("negative_quantity", "must be refund or unreadable, not '" + text + "'");
        };
    }

    private @Nullable FoodCost foodCost(Map<Field, Column> columns) {
        YamlKeys cost = keys.child("food_cost");
        if (cost == null) {
            return null;
        }
        if (columns.containsKey(Field.FOOD_COST)) {
            throw keys.error("food_cost", "and columns.food_cost exclude each other");
        }
        BigDecimal constant = cost.amount("constant");
        BigDecimal percent = cost.amount("percent_of_price");
        boolean looksUp = cost.find("file") != null;
        if ((constant != null ? 1 : 0) + (percent != null ? 1 : 0) + (looksUp ? 1 : 0) != 1) {
            throw keys.error("food_cost", "must have one of constant, percent_of_price, file");
        }
        if (looksUp) {
            return new FoodCost.LookedUp(lookup(cost));
        }
        cost.end();
        return constant != null
                ? new FoodCost.Constant(constant)
                : new FoodCost.PercentOfPrice(Objects.requireNonNull(percent));
    }

    private static Lookup lookup(YamlKeys keys) {
        Column key = ColumnReader.read(keys, "key");
        Column value = ColumnReader.read(keys, "value");
        if (key == null || value == null) {
            throw keys.error(key == null ? "key" : "value", "is missing");
        }
        Lookup lookup = new Lookup(keys.required("file"), key, value);
        keys.end();
        return lookup;
    }
}

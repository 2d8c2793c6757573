package io.menuflow.topology.price;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.Aliases;
import io.menuflow.models.menu.ListedItem;
import java.util.List;
import java.util.Map;

/**
 * What blocks of days rest on beside sales: which items were sold out, on which days nobody opened, and which items count for
 * others.
 *
 * @param facts by business day
 */
record BlockFacts(List<ListedItem> menu, Aliases aliases, Map<Integer, DayFacts> facts) {

    static BlockFacts of(List<ListedItem> menu, Map<Integer, DayFacts> facts) {
        return new BlockFacts(menu, Aliases.of(menu), facts);
    }

    /** A hash of it for a block; 0 when there is nothing. */
    long told(int block) {
        HashStream64 hash = Hashing.xxh3_64().hashStream();
        boolean any = !aliases.isEmpty();
        int first = PriceBlock.firstDay(block);
        for (int day = first; day < first + PriceBlock.DAYS; day++) {
            if (facts.getOrDefault(day, DayFacts.NONE).closed()) {
                hash.putInt(day);
                any = true;
            }
        }
        for (ListedItem item : menu) {
            for (DayRange out : item.soldOut()) {
                int from = Math.max(first, out.first());
                int to = Math.min(first + PriceBlock.DAYS - 1, out.last());
                if (from <= to) {
                    hash.putString(item.itemId()).putInt(from).putInt(to);
                    any = true;
                }
            }
        }
        aliases.targets().forEach((alias, target) -> hash.putString(alias).putString(target));
        return any ? hash.getAsLong() : 0;
    }
}

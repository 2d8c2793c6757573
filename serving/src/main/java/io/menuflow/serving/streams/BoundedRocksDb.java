package io.menuflow.serving.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Puts every store of a node under one cap of native memory: blocks, indexes, filters and write buffers together. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** The configuration key that carries the {@link Memory} to each store. */
    public static final String MEMORY = "menuflow.rocksdb.memory";

    private static final int BLOOM_BITS = 10;

    /** Native memory shared by all stores of one node; closed after the streams are. */
    public static final class Memory implements AutoCloseable {

        static {
            RocksDB.loadLibrary(); // before any native object is made
        }

        private final Cache cache;
        private final WriteBufferManager writeBuffers;

        /** At most {@code bytes}, of which write buffers may take half. */
        public Memory(long bytes) {
            cache = new LRUCache(bytes);
            writeBuffers = new WriteBufferManager(bytes / 2, cache);
        }

        @Override
        public void close() {
            writeBuffers.close();
            cache.close();
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(MEMORY) instanceof Memory memory)) {
            throw new IllegalStateException("no " + MEMORY + " in the streams configuration");
        }
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS)); // most look-ups of checks find nothing
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers);
        options.setOptimizeFiltersForHits(false);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the write buffers belong to the node.
    }
}

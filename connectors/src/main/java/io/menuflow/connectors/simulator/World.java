package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Family;

/**
 * What all restaurants of a run share.
 *
 * @param families what parameters are drawn from
 * @param family the shape of demand
 * @param seed equal seeds give equal restaurants
 * @param absurd whether points of sale send events that nobody can believe
 */
record World(Families families, Family family, long seed, boolean absurd) {

    /** The committed families. */
    static World of(Family family, long seed, boolean absurd) {
        return new World(Families.committed(), family, seed, absurd);
    }
}

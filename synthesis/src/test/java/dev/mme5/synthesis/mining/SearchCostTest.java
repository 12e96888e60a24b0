package dev.mme5.synthesis.mining;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchCostTest {
    private static final SearchSpec EXACT = new SearchSpec.Exact();
    private static final SearchSpec GRAPHS = new SearchSpec.Hnsw(16, 100, 120, 200_000);

    @Test
    void saysWhatTakesLess() {
        SearchCost paper = new SearchCost(150_000, 3_000_000, 1024);
        assertThat(paper.advice(EXACT, 60, 2)).matches("150,000 anchors among 3,000,000 vectors of 1,024 dimensions take about 4 hours on 2 cores; with"
                + " corpus.mining.search: \\{kind: hnsw, links: 16, beam: 100, candidates: 120, graphRows: 200000} about \\d+ minutes, with fewer"
                + " anchors less. It can be stopped at any time and goes on where it was");
        assertThat(paper.advice(GRAPHS, 60, 2)).contains("fewer anchors or candidates, larger graphs and a smaller beam take less");
    }

    @Test
    void doesNotAdviseGraphsForFewAnchors() {
        SearchCost few = new SearchCost(5_000, 100_000_000, 1024);
        assertThat(few.advice(EXACT, 60, 1)).contains("take about 9 hours on one core; fewer anchors take less");
        assertThat(few.hours(GRAPHS, 1)).isGreaterThan(few.hours(EXACT, 1));
    }

    @Test
    void growsWithAnchorsVectorsAndDimensionsAndIsSharedByCores() {
        SearchCost cost = new SearchCost(560_000, 10_000_000, 1024);
        assertThat(cost.advice(EXACT, 60, 1)).contains("take about 4 days on one core");
        for (SearchSpec spec : new SearchSpec[] {EXACT, GRAPHS}) {
            double hours = cost.hours(spec, 2);
            assertThat(new SearchCost(280_000, 10_000_000, 1024).hours(spec, 2)).isLessThan(hours);
            assertThat(new SearchCost(560_000, 5_000_000, 1024).hours(spec, 2)).isLessThan(hours);
            assertThat(new SearchCost(560_000, 10_000_000, 512).hours(spec, 2)).isLessThan(hours);
            assertThat(cost.hours(spec, 4)).isEqualTo(hours / 2);
        }
    }
}

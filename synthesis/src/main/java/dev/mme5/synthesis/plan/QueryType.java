package dev.mme5.synthesis.plan;

/// How often something like a query is asked (arXiv 2401.00368, appendix: `query_type`).
public enum QueryType {
    EXTREMELY_LONG_TAIL("extremely long-tail"),
    LONG_TAIL("long-tail"),
    COMMON("common");

    private final String words;

    QueryType(String words) {
        this.words = words;
    }

    /// As it is said to a teacher.
    public String words() {
        return words;
    }
}

package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.Journal;
import java.time.InstantSource;

/// What the parts of a run share. Everything in it is thread-safe.
record RunState(Journal journal, Rounds rounds, Spending spending, Meter meter, InstantSource clock) {}

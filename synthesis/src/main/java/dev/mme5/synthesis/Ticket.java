package dev.mme5.synthesis;

/// One attempt at one row.
///
/// @param round the attempt: rounds after the first draw refused rows anew
/// @param index its place in the round
/// @param row the planned row's number
record Ticket(int round, int index, int row) {}

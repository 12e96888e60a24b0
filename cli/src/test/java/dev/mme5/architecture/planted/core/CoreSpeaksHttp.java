package dev.mme5.architecture.planted.core;

import java.net.http.HttpClient;

/// Breaks a rule of the architecture on purpose.
record CoreSpeaksHttp(HttpClient client) {}

package dev.mme5.synthesis.teacher;

/// How a service is asked for an answer in the protocol's form.
public enum Structured {
    /// The first of the others that the service takes.
    AUTO,
    /// By a JSON schema, which a service that knows it enforces: `response_format: {type: json_schema}`.
    SCHEMA,
    /// As any JSON object: `response_format: {type: json_object}`.
    JSON,
    /// By the prompt alone.
    TEXT
}

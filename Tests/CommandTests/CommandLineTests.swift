import Testing

/// What runs one after the other: the machine's processors belong to the children.
@Suite(.serialized) struct CommandLineTests {}
